// What a quote or an invoice is written with: its deal, its client, who one is and the rates one may charge.

import { askDeal } from "../deal/deal";
import type { BasisPoints, ClientView, DealVat, DealView, IdentityView } from "../generated/surface";
import { ask } from "../host";
import { asking, type Asked } from "../kit/topics.svelte";
import type { Place } from "../router.svelte";

export interface Around {
  readonly deal: Asked<DealView>;
  readonly identity: Asked<IdentityView>;
  readonly client: Asked<ClientView>;
  /** The rates one may charge, the highest first; none without VAT. */
  readonly rates: readonly BasisPoints[];
  /** The rate of a new line. */
  readonly rate: BasisPoints;
  /** How VAT stands between oneself and the client. */
  readonly vat: DealVat | null;
}

export function askAround(place: () => Place): Around {
  const deal = askDeal(place);
  const identity = asking("identity", () => ({}));
  const vat = asking("deal_vat", () => (deal.answer ? { deal: deal.answer.id } : null));
  const client = asking("client", () => (deal.answer ? { id: deal.answer.client.id } : null));
  return {
    deal,
    identity,
    client,
    get rates() {
      return vat.answer?.services.rates ?? [];
    },
    get rate() {
      return vat.answer?.services.usual ?? 0;
    },
    get vat() {
      return vat.answer ?? null;
    },
  };
}

/** The rate of the first line, asked of the books. */
export async function usualRate(deal: number): Promise<BasisPoints> {
  return (await ask("deal_vat", { deal })).services.usual;
}
