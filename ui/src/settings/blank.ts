// Who one is before anything is typed.

import type { Identity } from "../generated/surface";
import { address } from "../kit/blank";

export const identity = (): Identity => ({
  legal_form: "micro",
  form_name: "",
  name: "",
  brand: "",
  trade: "",
  siret: "",
  ape: "",
  address: address(),
  email: "",
  phone: "",
  vat_regime: "franchise",
  vat_number: "",
  vat_on_debits: false,
  iban: "",
  bic: "",
  capital: "",
  variable_capital: false,
  registry: "",
  insurance: "",
  activity: "liberal",
  mediator: "",
  accent: "",
  layout: "classic",
  confirmed: [],
});
