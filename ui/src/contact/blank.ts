// A client and their people before anything is typed.

import type { ClientCard, PersonCard } from "../generated/surface";
import { address } from "../kit/blank";

export const client = (): ClientCard => ({
  kind: "company",
  name: "",
  siret: "",
  vat_number: "",
  address: address(),
  delivery_address: address(),
  contact: "",
  email: "",
  phone: "",
  payment_days: "",
  order_number_required: false,
  protected: false,
  language: "french",
  profile: "new",
  tags: [],
  may_be_called: false,
  opted_out: false,
  confirmed: [],
});

export const person = (): PersonCard => ({
  name: "",
  function: "",
  email: "",
  phone: "",
  decides: false,
  receives_invoices: false,
  pays: false,
});
