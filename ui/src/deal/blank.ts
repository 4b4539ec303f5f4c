// A deal before anything is typed.

import type { OpenDeal } from "../generated/surface";

export const newDeal = (): OpenDeal => ({
  client: 0,
  new_client: null,
  title: "",
  source: "",
  need: "",
  budget: "",
  next_step: "",
  next_on: "",
});
