// An address before anything is typed.

import type { Address } from "../generated/surface";

export const address = (): Address => ({ street: "", extra: "", postcode: "", city: "", country: "" });
