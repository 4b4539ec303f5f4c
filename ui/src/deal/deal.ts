// One deal, asked as its own screen and its forms all need it.
import type { ChangeDeal, DealView } from "../generated/surface";
import { typedAmount, typedDate } from "../kit/format";
import { asking, type Asked } from "../kit/topics.svelte";
import type { Place } from "../router.svelte";

export function askDeal(place: () => Place): Asked<DealView> {
  return asking("deal", () => ({ id: place().ids.deal ?? 0 }));
}

/** What is known of a request, as one would type it again. */
export function asTyped(deal: DealView | null): Omit<ChangeDeal, "deal" | "title"> {
  return {
    source: deal?.source ?? "",
    need: deal?.need ?? "",
    budget: deal?.budget == null ? "" : typedAmount(deal.budget),
    next_step: deal?.next_step ?? "",
    next_on: deal?.next_on ? typedDate(deal.next_on) : "",
  };
}
