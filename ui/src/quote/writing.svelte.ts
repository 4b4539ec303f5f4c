// What a quote or an invoice is written with: its deal, its client, who one is and the rates one may charge.

import { askDeal } from "../deal/deal";
import type { BasisPoints, ClientView, DealView, IdentityView } from "../generated/surface";
import { ask } from "../host";
import { asking, type Asked } from "../kit/topics.svelte";
import type { Place } from "../router.svelte";

const USUAL = 2000;

const usual = (rates: readonly BasisPoints[]): BasisPoints =>
  rates.includes(USUAL) ? USUAL : (rates[0] ?? 0);

export interface Around {
  readonly deal: Asked<DealView>;
  readonly identity: Asked<IdentityView>;
  readonly client: Asked<ClientView>;
  /** The rates one may charge, the highest first; none without VAT. */
  readonly rates: readonly BasisPoints[];
  /** The rate of a new line. */
  readonly rate: BasisPoints;
}

export function askAround(place: () => Place): Around {
  const deal = askDeal(place);
  const identity = asking("identity", () => ({}), ["identity"]);
  const legal = asking("vat_rates", () => ({}), []);
  const client = asking("client", () => (deal.answer ? { id: deal.answer.client.id } : null), [
    "client",
    "invoice",
    "payment",
  ]);
  const taxed = $derived(identity.answer?.identity?.vat_regime === "liable");
  const rates = $derived(taxed ? [...(legal.answer?.rates ?? [])].sort((a, b) => b - a) : []);
  return {
    deal,
    identity,
    client,
    get rates() {
      return rates;
    },
    get rate() {
      return usual(rates);
    },
  };
}

/** The rate of the first line, asked of the books. */
export async function usualRate(): Promise<BasisPoints> {
  const [me, vat] = await Promise.all([ask("identity", {}), ask("vat_rates", {})]);
  return me.identity?.vat_regime === "liable" ? usual(vat.rates) : 0;
}
