// One deal, asked as its own screen and its forms all need it.
import type { DealView, Topic } from "../generated/surface";
import { asking, type Asked } from "../kit/topics.svelte";
import type { Place } from "../router.svelte";

const TOPICS: Topic[] = ["client", "deal", "quote", "order", "delivery", "invoice", "payment", "follow_up"];

export function askDeal(place: () => Place): Asked<DealView> {
  return asking("deal", () => ({ id: place().ids.deal ?? 0 }), TOPICS);
}
