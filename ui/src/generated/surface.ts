// Types of the surface (this provisional text is replaced by the generated one; same names and shapes).
// Amounts are integer cents (Cents), unit prices ten-thousandths of a euro, rates basis points, quantities thousandths.
// In payloads every amount, quantity, percentage and date is TEXT AS TYPED ("1 234,50", "3,5", "30", "22/11/2026" or "2026-11-22").
// Dates in answers are ISO "YYYY-MM-DD"; moments are ISO "YYYY-MM-DDTHH:MM:SS".
export type Cents = number; export type UnitPrice = number; export type BasisPoints = number; export type Thousandths = number;
export type Code = "invalid"|"doubtful"|"not_now"|"gate_closed"|"not_found"|"clock_behind"|"books_unusable"|"try_again"|"last_numbers_needed";
export type Refusal = { code: Code; message: string; field: string|null };
export type Problem = { field: string; message: string; blocking: boolean };
export type LegalForm = "micro"|"ei"|"eurl"|"sasu";
export type VatRegime = "franchise"|"liable";
export type ClientKind = "company"|"sole_trader"|"person"|"public_body";
export type InvoiceKind = "deposit"|"balance";
export type PaymentMethod = "transfer"|"card"|"cheque"|"cash"|"other";
export type SignatureMethod = "signed_paper"|"email"|"purchase_order";
export type SendMethod = "email"|"hand"|"post";
export type Stage = "contact"|"qualified"|"quoted"|"signed"|"deposit_paid"|"in_delivery"|"delivered"|"invoiced"|"paid"|"followed_up"|"lost";
export type LostReason = "price"|"timing"|"competitor"|"no_answer"|"abandoned"|"other";
export type Topic = "identity"|"client"|"deal"|"quote"|"order"|"delivery"|"invoice"|"payment"|"follow_up"|"terms"|"books"; // "books" = everything may have changed
export type Done = { id: number; touched: Topic[] };
export type Empty = Record<string, never>;
export type FileBytes = { name: string; base64: string };            // files always as bytes, at most 10 MB
export type Address = { street: string; extra: string; postcode: string; city: string; country: string };
export type Identity = { legal_form: LegalForm; name: string; brand: string; trade: string; siret: string; ape: string; address: Address; email: string; phone: string; vat_regime: VatRegime; vat_number: string; vat_on_debits: boolean; iban: string; bic: string; capital: string; registry: string; insurance: string; mediator: string; accent: string; confirmed: string[] };
export type ClientCard = { kind: ClientKind; name: string; siret: string; vat_number: string; address: Address; delivery_address: Address; contact: string; email: string; phone: string; payment_days: string; order_number_required: boolean; confirmed: string[] };
export type LineContent = { label: string; detail: string; quantity: string; unit: string; unit_price: string; discount: string; vat_rate: BasisPoints };
export type QuoteContent = { subject: string; lines: LineContent[]; discount: string; deposit: string; valid_until: string; start: string; duration: string; payment_days: string; notes: string };
export type Line = { label: string; detail: string; quantity: Thousandths; unit: string; unit_price: UnitPrice; discount: BasisPoints; vat_rate: BasisPoints; net: Cents };
export type VatGroup = { rate: BasisPoints; net: Cents; vat: Cents };
export type Totals = { groups: VatGroup[]; net: Cents; vat: Cents; gross: Cents };
export type Preferences = { payment_days: string; validity_days: string; deposit: string; late_wording: string; discount_wording: string; time_zone: string; backup_folder: string };
export type ClientName = { id: number; name: string };
export type Proposal = { name: ActionName; payload: Record<string, unknown> };
export type Task = { kind: string; text: string; detail: string; amount: Cents; currency: string; client: ClientName; deal: number; title: string; label: string; action: Proposal; complete: boolean; aim: "be_paid"|"advance"|"keep_loyal"; tone: "late"|"soon"|"ready"|"calm"; pressing: boolean };
export type Step = { label: string; state: "done"|"now"|"next"|"skipped"; detail: string };
export type DealRow = { id: number; title: string; client: ClientName; stage: Stage; active: boolean; amount: Cents; changed_on: string; next: string };
export type TimelineEntry = { at: string; day: string; title: string; text: string; kind: string; document: number|null }; // kind = action name or "note"/"call"
export type DocumentRow = { id: number; kind: string; name: string; number: string; created_on: string; sealed: boolean; status: string; tone: "late"|"soon"|"good"|"none" };
export type QuoteRow = { id: number; number: string; version: number; deal: number; title: string; client: ClientName; sent_on: string; valid_until: string; gross: Cents; status: "sent"|"expired"|"signed"|"lost"; document: number };
export type DraftRow = { key: string; deal: number; title: string; client: ClientName; saved_at: string };
export type InvoiceRow = { id: number; number: string; kind: InvoiceKind; deal: number; title: string; client: ClientName; issued_on: string; due_on: string; gross: Cents; open: Cents; late_days: number; document: number }; // late_days > 0 only when open and past due
export type PaymentRow = { id: number; invoice: number; number: string; client: ClientName; deal: number; amount: Cents; received_on: string; method: PaymentMethod; reference: string };
export type OrderView = { id: number; number: string; quote_number: string; signed_on: string; signed_by: string; method: SignatureMethod; terms_accepted: boolean; gross: Cents; deposit_agreed: Cents; proof: number|null };
export type NoteKind = "note"|"call";

// ---- payloads of actions
export type SetLogo = { file: FileBytes };
export type PublishTerms = { text: string };
export type ChangeClient = { client: number; card: ClientCard };
export type OpenDeal = { client: number; title: string; source: string; need: string; budget: string; next_step: string; next_on: string };
export type ChangeDeal = { deal: number } & Omit<OpenDeal, "client">;
export type QualifyDeal = { deal: number; need: string; budget: string; ideal: boolean; next_step: string; next_on: string };
export type LoseDeal = { deal: number; reason: LostReason; words: string };
export type AddNote = { deal: number; kind: NoteKind; text: string; happened_on: string };
export type SendQuote = { deal: number; content: QuoteContent; method: SendMethod };
export type AcceptQuote = { quote: number; signed_on: string; signed_by: string; quality: string; method: SignatureMethod; terms_accepted: boolean; order_number: string; words: string; proof: FileBytes|null };
export type IssueDepositInvoice = { order: number; percent: string; due_on: string; order_number: string }; // all but order may be "": as agreed
export type IssueBalanceInvoice = { order: number; due_on: string; order_number: string };
export type RecordPayment = { invoice: number; amount: string; received_on: string; method: PaymentMethod; reference: string };
export type BeginDelivery = { order: number; began_on: string; override_reason: string };
export type RecordDelivery = { order: number; delivered_on: string; note: string; proof: FileBytes|null };
export type ThankClient = { deal: number; thanked_on: string; words: string };
export type RecordSatisfaction = { deal: number; answered_on: string; score: string; words: string }; // score "" = no answer

// ---- answers of questions
export type HomeFigures = { to_collect: Cents; to_collect_count: number; late: Cents; late_count: number; late_clients: number; due_in_30_days: Cents; received_this_month: Cents };
export type Today = { day: string; heading: string; has_identity: boolean; figures: HomeFigures; tasks: Task[]; aged: { label: string; amount: Cents; late: boolean }[]; counts: { today: number; deals: number; quotes: number } };
export type IdentityView = { identity: Identity|null; has_logo: boolean; logo: FileBytes|null; full_name: string; vat_wording: string };
export type PreferencesView = { preferences: Preferences; effective: { payment_days: number; validity_days: number; deposit: string; late_wording: string; discount_wording: string } };
export type TermsView = { current: { version: number; text: string; published_on: string; sha256: string }|null };
export type VatRates = { rates: BasisPoints[] };
export type ClientRow = { id: number; kind: ClientKind; name: string; city: string; open: Cents; deals: number };
export type Clients = { rows: ClientRow[]; more: boolean };
export type ClientView = { id: number; card: ClientCard; open: Cents; late: Cents; deals: DealRow[]; invoices: InvoiceRow[]; more_invoices: boolean };
export type Deals = { rows: DealRow[]; more: boolean; sums: { stage: Stage; count: number; amount: Cents }[] };
export type DealView = { id: number; title: string; client: ClientName; client_kind: ClientKind; stage: Stage; source: string; need: string; budget: Cents|null; ideal: boolean|null; next_step: string; next_on: string|null; steps: Step[]; next: Task|null; others: Task[];
  timeline: TimelineEntry[]; money: { ordered: Cents; invoiced: Cents; paid: Cents; left_to_invoice: Cents; open: Cents }|null; documents: DocumentRow[]; quote: QuoteRow|null; order: OrderView|null; invoices: InvoiceRow[]; payments: PaymentRow[]; has_draft: boolean; may_lose: boolean; override_reason: string; lost: { reason: LostReason; words: string }|null };
export type Quotes = { rows: QuoteRow[]; drafts: DraftRow[]; more: boolean };
export type Invoices = { rows: InvoiceRow[]; more: boolean };
export type Payments = { rows: PaymentRow[]; more: boolean };
export type InvoiceView = { row: InvoiceRow; lines: Line[]; totals: Totals; deductions: { number: string; issued_on: string; rate: BasisPoints; net: Cents; vat: Cents }[]; payments: PaymentRow[]; order_number: string };
export type QuotePreview = { lines: (Cents|null)[]; discount: Cents; totals: Totals; deposit: Totals; balance: Cents; valid_until: string; payment_days: number; terms: number|null; problems: Problem[]; seller: string[]; buyer: string[]; sendable: boolean };
export type InvoicePreview = { totals: Totals; due_on: string; lines: Line[]; deductions: { number: string; issued_on: string; rate: BasisPoints; net: Cents; vat: Cents }[]; problems: Problem[]; issuable: boolean };
export type Paper = { name: string; media_type: string; base64: string };
export type SearchHit = { kind: "client"|"deal"|"quote"|"order"|"invoice"; id: number; deal: number|null; title: string; detail: string; amount: Cents|null };
export type SearchResults = { hits: SearchHit[] };
export type DraftView = { content: unknown|null; saved_at: string|null };
export type BooksView = { path: string; folder: string; size: number; lines: number; head: string; backup_folder: string; last_backup: string|null; backups: BackupRow[] };
export type BackupRow = { name: string; path: string; taken_at: string; size: number };
export type Page = { before: number|null };      // id of the last row already shown; null for the first page
export type DealsFilter = { closed: boolean; before: number|null };
export type ById = { id: number };

// ---- jobs
export type BackupDone = { path: string|null; skipped: boolean; message: string };
export type Restore = { path: string|null; file: FileBytes|null; last_numbers: string[] }; // last_numbers: ["F-2026-0012", ...] only when asked for
export type Restored = { kept_aside: string; message: string };
export type Verified = { ok: boolean; lines: number; documents: number; rows: number; head: string; findings: { table: string; row: number|null; message: string }[] };

export interface Actions {
  set_identity: Identity; set_preferences: Preferences; set_logo: SetLogo; remove_logo: Empty; publish_terms: PublishTerms;
  add_client: ClientCard; change_client: ChangeClient;
  open_deal: OpenDeal; change_deal: ChangeDeal; qualify_deal: QualifyDeal; lose_deal: LoseDeal; add_note: AddNote;
  send_quote: SendQuote; accept_quote: AcceptQuote;
  issue_deposit_invoice: IssueDepositInvoice; record_payment: RecordPayment;
  begin_delivery: BeginDelivery; record_delivery: RecordDelivery; issue_balance_invoice: IssueBalanceInvoice;
  thank_client: ThankClient; record_satisfaction: RecordSatisfaction;
}
export type ActionName = keyof Actions;
export interface Drafts { save_draft: { key: string; content: unknown }; discard_draft: { key: string } } // keys: "quote:12" (deal 12, content QuoteContent), "identity", "client:new", "deal:new", "accept:3"...; answer: Done with id 0
export interface Questions {
  identity: [Empty, IdentityView]; preferences: [Empty, PreferencesView]; terms: [Empty, TermsView]; vat_rates: [Empty, VatRates];
  today: [Empty, Today]; clients: [{ search: string; before: number|null }, Clients]; client: [ById, ClientView];
  deals: [DealsFilter, Deals]; deal: [ById, DealView];
  quotes: [Page, Quotes]; invoices: [Page, Invoices]; invoice: [ById, InvoiceView]; payments: [Page, Payments];
  preview_quote: [{ deal: number; content: QuoteContent }, QuotePreview]; preview_quote_paper: [{ deal: number; content: QuoteContent }, Paper];
  preview_deposit_invoice: [IssueDepositInvoice, InvoicePreview]; preview_deposit_paper: [IssueDepositInvoice, Paper];
  preview_balance_invoice: [IssueBalanceInvoice, InvoicePreview]; preview_balance_paper: [IssueBalanceInvoice, Paper];
  last_quote_content: [ById, { content: QuoteContent|null }]; // by deal: the latest version sent, to start a new version from
  document: [ById, Paper]; search: [{ text: string }, SearchResults]; draft: [{ key: string }, DraftView]; books: [Empty, BooksView];
}
export interface Jobs { backup: [Empty, BackupDone]; restore: [Restore, Restored]; verify: [Empty, Verified]; export_document: [{ document: number }, Paper]; cancel_job: [Empty, Done] }
