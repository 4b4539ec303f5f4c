// What a quote or an invoice is written with: its deal, its client, who one is and the rates one may charge.

import { askDeal } from "../deal/deal";
import type { BasisPoints, ClientView, DealView, IdentityView } from "../generated/surface";
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
}

export function askAround(place: () => Place): Around {
  const deal = askDeal(place);
  const identity = asking("identity", () => ({}));
  const legal = asking("vat_rates", () => ({}));
  const client = asking("client", () => (deal.answer ? { id: deal.answer.client.id } : null));
  return {
    deal,
    identity,
    client,
    get rates() {
      return legal.answer?.rates ?? [];
    },
    get rate() {
      return legal.answer?.usual ?? 0;
    },
  };
}

/** The rate of the first line, asked of the books. */
export async function usualRate(): Promise<BasisPoints> {
  return (await ask("vat_rates", {})).usual;
}
