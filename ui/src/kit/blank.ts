// Forms as they are before anything is typed.

import type { Address, ClientCard, Identity, LineContent, PersonCard, QuoteContent } from "../generated/surface";

export const address = (): Address => ({ street: "", extra: "", postcode: "", city: "", country: "" });

export const identity = (): Identity => ({
  legal_form: "micro", name: "", brand: "", trade: "", siret: "", ape: "", address: address(), email: "", phone: "",
  vat_regime: "franchise", vat_number: "", vat_on_debits: false, iban: "", bic: "", capital: "", registry: "", insurance: "", activity: "liberal", mediator: "", accent: "", confirmed: [],
});

export const client = (): ClientCard => ({
  kind: "company", name: "", siret: "", vat_number: "", address: address(), delivery_address: address(), contact: "", email: "", phone: "",
  payment_days: "", order_number_required: false, protected: false, language: "french", profile: "new", tags: [], may_be_called: false, opted_out: false, confirmed: [],
});

export const person = (): PersonCard => ({ name: "", function: "", email: "", phone: "", decides: false, receives_invoices: false, pays: false });

export const line = (vat_rate: number): LineContent => ({ label: "", detail: "", quantity: "1", unit: "", unit_price: "", discount: "", vat_rate, section: "", optional: false, nature: "service", activity: null });

export const quote = (): QuoteContent => ({
  subject: "", lines: [], discount: "", deposit: "", valid_until: "", start: "", duration: "", payment_days: "", notes: "",
  with_vat: false, supplies: [], stages: [], payment_means: "", reminders: "",
});
