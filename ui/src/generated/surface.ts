// Generated from the list in surface.rs by `cargo xtask types`; do not edit.
// Amounts are integer cents, unit prices ten-thousandths of a euro, rates basis points, quantities thousandths.
// In payloads amounts, quantities, percentages and dates are text as typed.

export type AcceptQuote = { quote: number, signed_on: string, signed_by: string, 
/**
 * « gérante », « directeur »…
 */
quality: string, method: SignatureMethod, terms_accepted: boolean, 
/**
 * The client's own purchase-order number.
 */
order_number: string, 
/**
 * The words that say yes (an e-mail's text), where there is no file.
 */
words: string, 
/**
 * PDF, PNG or JPEG; a PNG where the signature was drawn.
 */
proof: FileBytes | null, 
/**
 * Positions of the options that the client ticked, among all lines of the quote.
 */
options: Array<number>, 
/**
 * Where it was signed, asked of private persons and of protected firms.
 */
place: Place | null, 
/**
 * Why it is taken though the quote had expired.
 */
late_words: string, };
export type AcceptancePreview = { options: Array<OptionRow>, totals: Totals, deposit: Totals, balance: Cents, taxed: boolean, 
/**
 * Why the VAT agreed is no longer that of the day, in one sentence; empty where it is.
 */
vat_changed: string, 
/**
 * Version of the terms that were joined.
 */
terms: number | null, 
/**
 * The rights of this client depend on where they sign.
 */
place_matters: boolean, };
export type AccountRow = { usage: AccountUse, name: string, 
/**
 * What holds where nothing is typed.
 */
usual: string, };
export type AccountUse = "clients" | "deposits" | "liberal" | "commercial_services" | "sales" | "disbursements" | "vat_due" | "vat_pending" | "bank" | "cheques" | "cash" | "fees" | "late_charges" | "losses" | "given_up" | "kept";
export type AccountantExported = { path: string, 
/**
 * Files within, the list of them apart.
 */
files: number, message: string, };
export type AccountingView = { 
/**
 * As it would be typed again.
 */
chosen: SetAccounting, accounts: Array<AccountRow>, 
/**
 * Spans that one looks at, the usual one first.
 */
spans: Array<NamedSpan>, };
export type Activity = "liberal" | "commercial_services" | "sales";
export type AddLawRow = { kind: LawKind, 
/**
 * What it replaces: a code of the rows in force; of a VAT rate, its territory (`metropolis`, `corsica`,
 * `antilles_reunion`); of an interest rate, `ecb_refinancing` or `legal_professional`;
 * of a figure, its code (`micro_services`, `contribution_liberal`…); of a court's clock, the route and the act from
 * which it counts (`order.granted`).
 */
code: string, 
/**
 * Printed in French; empty for a rate.
 */
text: string, 
/**
 * Printed to who reads another language; the French text where there is none.
 */
translations: Array<Translation>, 
/**
 * In percent, of an amount in euros; empty for what is neither.
 */
rate: string, 
/**
 * The rate that ends with it, in percent; none where it comes beside the others.
 */
replaces: string, 
/**
 * Of a court's clock: the time that is left, in months and days.
 */
months: string, days: string, 
/**
 * The first day on which it holds; of an interest rate, the first of its half-year.
 */
valid_from: string, 
/**
 * The text that says so.
 */
source: string, };
export type AddNote = { 
/**
 * The deal it is about; or the client, when no deal is named.
 */
deal: number | null, client: number | null, kind: NoteKind, text: string, 
/**
 * Today if empty.
 */
happened_on: string, };
export type AddPerson = { client: number, card: PersonCard, };
export type AddTask = { 
/**
 * « Rappeler Anne jeudi »: a day at its end is taken as its day, unless one is given.
 */
text: string, day: string, deal: number | null, client: number | null, };
export type Address = { street: string, extra: string, postcode: string, city: string, country: string, };
export type Age = "30" | "60" | "more";
export type Aged = { label: string, amount: Cents, late: boolean, };
export type AgedBalance = { not_due: Cents, 
/**
 * 1 to 30 days.
 */
up_to_30: Cents, up_to_60: Cents, up_to_90: Cents, beyond: Cents, };
export type Agenda = { 
/**
 * For today, the most valuable first: what one sees.
 */
first: Array<AgendaLine>, 
/**
 * For today too, once one asks for more.
 */
others: Array<AgendaLine>, 
/**
 * Waits for somebody or for a day.
 */
waiting: Array<AgendaLine>, 
/**
 * Belongs to this week.
 */
week: Array<AgendaLine>, 
/**
 * Put off or left by choice.
 */
laid: Array<Laid>, 
/**
 * Lines of today that are late or due.
 */
due: number, };
export type AgendaLine = { 
/**
 * Its own among all lines, and the same as long as its first task is to be done.
 */
key: string, 
/**
 * « 5 fiches à confirmer »; empty for the line of a deal.
 */
batch: string, task: Task, 
/**
 * The others, folded under it.
 */
more: Array<Task>, };
export type AgreeDueDate = { invoice: number, 
/**
 * Empty to go back to the days of the paper.
 */
due_on: string, 
/**
 * What was agreed, with whom; kept and shown.
 */
reason: string, };
export type AgreePaymentPlan = { client: number, 
/**
 * Those that it is about; none for all that is open of the client and left.
 */
invoices: Array<number>, 
/**
 * How many equal parts, one a month; empty where each part is told.
 */
count: string, 
/**
 * The day of the first of them.
 */
first_on: string, 
/**
 * Each part by itself, where they are not equal; none for equal ones.
 */
parts: Array<AgreedPart>, 
/**
 * Late parts from which the whole is due again (1).
 */
breaks_at: string, 
/**
 * Who agreed to it, and how.
 */
words: string, };
export type AgreedDue = { due_on: string, 
/**
 * The day on which it was noted.
 */
agreed_on: string, reason: string, };
export type AgreedPart = { due_on: string, amount: string, };
export type Aim = "be_paid" | "advance" | "keep_loyal";
export type AliasKind = "iban" | "label";
export type Announce = { 
/**
 * None for every client one works or worked for.
 */
clients: Array<number>, message_subject: string, message_body: string, };
export type AnnounceStage = { order: number, stage: number, announced_on: string, 
/**
 * What the client was told.
 */
words: string, };
export type AnnouncementRecipient = { client: ClientName, 
/**
 * Separated by commas.
 */
addresses: string, 
/**
 * They want no prospecting: what is no news of their contract is not for them.
 */
opted_out: boolean, };
export type AnnouncementRecipients = { 
/**
 * By name, with the addresses.
 */
reached: Array<AnnouncementRecipient>, 
/**
 * No address is known of them.
 */
without: Array<ClientName>, };
export type AskReferral = { deal: number, asked_on: string, };
export type AskSupply = { order: number, 
/**
 * Rank among what the order asks of the client.
 */
supply: number, asked_on: string, words: string, };
export type AskTestimonial = { deal: number, asked_on: string, };
export type AskVatSituation = { client: number, nature: VatThing, 
/**
 * The day of the work, as typed; today if empty.
 */
supplied_on: string, };
export type AskedInvoice = { id: number, number: string, title: string, due_on: string, amount: Cents, late_days: number, };
export type AttachFile = { 
/**
 * The deal it belongs with; or the client, when no deal is named.
 */
deal: number | null, client: number | null, 
/**
 * Of any kind, at most 10 MB.
 */
file: FileBytes, 
/**
 * What it is: « Charte graphique ».
 */
label: string, };
export type BackupDone = { path: string | null, 
/**
 * Nothing changed since the last backup.
 */
skipped: boolean, message: string, };
export type BackupRow = { name: string, path: string, taken_at: string, size: number, };
export type BankAccountRow = { id: number, label: string, 
/**
 * Empty where no file gave it.
 */
iban: string, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * ISO days.
 */
opened_on: string | null, closed_on: string | null, 
/**
 * The last day that a statement tells of.
 */
last_day: string | null, 
/**
 * What the bank says that it holds, in hundredths, and on which day.
 */
balance: Cents | null, balance_on: string | null, };
export type BankBalance = { 
/**
 * None where the file’s day is no day.
 */
day: string | null, 
/**
 * Hundredths of the currency.
 */
amount: Cents, 
/**
 * Where it is not the account’s.
 */
currency: string | null, kind: BankBalanceKind, };
export type BankBalanceKind = "opening" | "closing" | "interim" | "available";
export type BankFormat = "ofx" | "camt053" | "camt052" | "camt054" | "cfonb120" | "qif" | "mt940" | "csv";
export type BankLine = { 
/**
 * Where it stands in the file, counted from 1.
 */
line: number, 
/**
 * The civil day that the bank wrote, whatever the hour and the zone beside it.
 */
day: string, value_day: string | null, 
/**
 * Hundredths of the currency: above zero is money received, below is money paid.
 */
amount: Cents, 
/**
 * Where it is not the account’s.
 */
currency: string | null, label: string, 
/**
 * Who paid, or who was paid.
 */
payer: string | null, 
/**
 * The other account: an IBAN, or what the file calls it by.
 */
payer_account: string | null, 
/**
 * What the payer gave it as a reference, or the number of the cheque.
 */
reference: string | null, 
/**
 * The bank’s own number: not always there, not always given once.
 */
id: string | null, 
/**
 * Not booked yet: no receipt.
 */
pending: boolean, };
export type BankLineRow = { id: number, 
/**
 * Its account's label.
 */
account: string, 
/**
 * ISO day.
 */
day: string, 
/**
 * Signed, in hundredths of the currency.
 */
amount: Cents, 
/**
 * ISO 4217.
 */
currency: string, label: string, 
/**
 * Empty where the bank does not say.
 */
payer: string, reference: string, explanation: LineExplanation | null, };
export type BankLines = { rows: Array<BankLineRow>, more: boolean, };
export type BankLinesFilter = { list?: LineList, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type BankWarning = { 
/**
 * Counted from 1; none where it is about the whole file.
 */
line: number | null, text: string, };
export type BasisPoints = number;
export type BeginDelivery = { order: number, began_on: string, 
/**
 * Why the work begins before its deposit; kept and shown.
 */
override_reason: string, };
export type BegunDeal = { deal: number, title: string, 
/**
 * What writing it there makes of it: « nouvelle version de D-2026-0004 »; empty for a first one.
 */
becomes: string, 
/**
 * The order whose balance is to be invoiced there, by its own form.
 */
balance_of: number | null, };
export type BegunDeals = { rows: Array<BegunDeal>, };
export type BookFormat = "pdf" | "csv" | "fec";
export type BookKind = "receipts" | "vat" | "urssaf" | "sales_journal" | "entries" | "receipt_entries" | "e_reporting";
export type BookOf = { book: BookKind, format: BookFormat, 
/**
 * As typed; the first of January if empty.
 */
from: string, 
/**
 * As typed; today if empty.
 */
to: string, };
export type BooksFinding = { text: string, 
/**
 * `drafts` or `backup`: where it is settled.
 */
kind: string, };
export type BooksView = { path: string, folder: string, size: number, lines: number, head: string, backup_folder: string, last_backup: string | null, backups: Array<BackupRow>, second: SecondPlace, 
/**
 * What the last drill found.
 */
drill: Drill | null, 
/**
 * Lines are dated after today: the clock is wrong now, or was.
 */
clock: WrongClock | null, };
export type BounceCheque = { payment: number, 
/**
 * Today if empty.
 */
bounced_on: string, 
/**
 * What the bank says: « sans provision ».
 */
words: string, };
export type ById = { id: number, };
export type CancelDeal = { deal: number, reason: LostReason, 
/**
 * In one sentence; printed on the credit notes.
 */
printed_reason: string, 
/**
 * How much of the order was done, in percent; it is invoiced.
 */
done: string, 
/**
 * The client's purchase-order number, for the invoice of what was done.
 */
order_number: string, };
export type Catalogue = { rows: Array<CatalogueRow>, };
export type CatalogueCard = { label: string, detail: string, unit: string, 
/**
 * Net unit price in euros.
 */
unit_price: string, vat_rate: BasisPoints, nature: Nature, 
/**
 * The usual one if none.
 */
activity: Activity | null, 
/**
 * Why it bears no VAT, as on a line.
 */
vat_reason: string, };
export type CatalogueFilter = { 
/**
 * Words to look for; empty for all.
 */
search: string, };
export type CatalogueRow = { id: number, card: CatalogueCard, unit_price: UnitPrice, };
export type CeilingView = { code: string, 
/**
 * « Transport routier : 30 jours au plus (C. com. L441-11 II 5°) »
 */
said: string, };
export type Cents = number;
export type ChangeBankAccount = { account: number, label: string, 
/**
 * Days as typed; empty where it is not known, and where it is open.
 */
opened_on: string, closed_on: string, };
export type ChangeCatalogueItem = { item: number, card: CatalogueCard, };
export type ChangeClient = { client: number, card: ClientCard, };
export type ChangeDeal = { deal: number, title: string, source: string, need: string, budget: string, next_step: string, next_on: string, };
export type ChangePerson = { person: number, card: PersonCard, };
export type Channel = "email" | "post" | "hand" | "portal" | "phone" | "registered" | "text";
export type ChargesPaid = "late" | "costs";
export type ChargesPeriod = { from: string, 
/**
 * The last day, counted too.
 */
to: string, days: number, 
/**
 * What was late of the invoice.
 */
base: Cents, 
/**
 * A year.
 */
rate: BasisPoints, amount: Cents, };
export type ChargesReceived = { received_on: string, amount: Cents, kind: ChargesPaid, 
/**
 * Of costs: which.
 */
words: string, method: PaymentMethod, reference: string, };
export type ChargesRegime = "professional" | "public_body" | "person";
export type CheckInvoice = { 
/**
 * A PDF or an XML.
 */
file: FileBytes, };
export type CheckReception = { invoice: number, result: ReceptionResult, checked_on: string, 
/**
 * Who said it, and what exactly.
 */
words: string, };
export type CheckedFinding = { 
/**
 * As the norm names it: `BR-CO-10`.
 */
rule: string, 
/**
 * It should be refused; else it is better set right.
 */
blocking: boolean, 
/**
 * `BG-25[2]/BT-131`.
 */
field: string, text: string, };
export type CheckedLine = { name: string, 
/**
 * « 2 DAY ».
 */
quantity: string, price: string, 
/**
 * « 20 % ».
 */
vat: string, net: string, };
export type CheckedSide = { 
/**
 * « Calculs ».
 */
name: string, stands: SideStands, };
export type ChequeStanding = { state: ChequeState, since: string, };
export type ChequeState = "received" | "deposited" | "cleared" | "bounced";
export type ChorusDeposit = { 
/**
 * Of the body that pays; its SIREN where nobody knows more.
 */
siret: string, 
/**
 * The service that pays; empty for none.
 */
service_code: string, 
/**
 * The number of the engagement or of the purchase order; empty for none.
 */
engagement: string, 
/**
 * « A1 »: an invoice that its supplier deposits.
 */
frame: string, 
/**
 * What the portal may refuse it for, a sentence each.
 */
missing: Array<string>, };
export type ClaimCharges = { invoice: number, 
/**
 * The last day of the interest, today or before; today if empty.
 */
until: string, };
export type ClaimRemainder = { invoice: number, 
/**
 * Why it is claimed after all.
 */
reason: string, };
export type ClearCheque = { payment: number, 
/**
 * Today if empty.
 */
cleared_on: string, };
export type ClientCard = { kind: ClientKind, name: string, 
/**
 * SIREN (9 digits) or SIRET (14 digits).
 */
siret: string, vat_number: string, address: Address, 
/**
 * Where goods or services are delivered, if elsewhere.
 */
delivery_address: Address, 
/**
 * Who receives papers: « Anne Le Goff ».
 */
contact: string, email: string, phone: string, 
/**
 * Days from issue to due date, or terms in words; empty for the house's default.
 */
payment_days: string, 
/**
 * Code of the longest delay that the law sets their trade; empty for that of their kind.
 */
ceiling?: string, 
/**
 * Days of the month on which they pay, « 10, 25 », « fin de mois »; empty where none is known.
 */
pays_on?: string, 
/**
 * The IBAN of the seller’s account on which they pay; empty, or one that is no longer there, for the usual one.
 */
pays_to?: string, 
/**
 * Where their electronic invoices arrive: SIREN, SIREN_suffix or e-mail; empty where nobody gave it.
 */
electronic_address?: string, 
/**
 * What they may owe at most, work ordered and not yet invoiced with it (*plafond d’encours*); empty for no limit.
 */
credit_limit?: string, 
/**
 * What invoices recall of the service that pays (BT-10): of a public body its code in Chorus Pro.
 */
service_code?: string, 
/**
 * Invoices must carry the client's purchase-order number.
 */
order_number_required: boolean, 
/**
 * A firm of at most five employees that buys outside its main activity: off premises it is protected as a
 * consumer (C. conso. L221-3).
 */
protected: boolean, language: Language, profile: ClientProfile, tags: Array<string>, 
/**
 * A private person said that they may be called for something else than the work in hand (C. conso. L223-1).
 */
may_be_called: boolean, 
/**
 * They asked not to receive messages that keep in touch.
 */
opted_out: boolean, 
/**
 * Fields whose doubtful value the user insisted on.
 */
confirmed: Array<string>, };
export type ClientImport = { id: number, day: string, file: string, 
/**
 * How many clients came in, and how many of them could still be taken back.
 */
clients: number, removable: number, };
export type ClientImportPreview = { format: ImportFormat, 
/**
 * How it was read, in French: « Tableau CSV, séparé par des points-virgules, Windows-1252 ».
 */
read_as: string, columns: Array<ImportColumn>, rows: Array<ClientProposal>, refused: Array<RefusedLine>, };
export type ClientImports = { rows: Array<ClientImport>, };
export type ClientKind = "company" | "sole_trader" | "association" | "person" | "public_body";
export type ClientName = { id: number, name: string, };
export type ClientProfile = "new" | "regular" | "key_account" | "public_body" | "private_person" | "bad_payer";
export type ClientProposal = { 
/**
 * Where it begins in the file, from one.
 */
line: number, card: ClientCard, 
/**
 * Who works there, where the file names several people of one firm.
 */
people: Array<PersonCard>, 
/**
 * Every line of the file that it is made of.
 */
lines: Array<number>, problems: Array<ImportProblem>, 
/**
 * What the contact says that a card has no place for: « Note : … ».
 */
left_out: Array<string>, 
/**
 * Clients it may already be.
 */
duplicates: Array<Duplicate>, 
/**
 * The line of the same file that it repeats.
 */
repeats: number | null, };
export type ClientRisk = { 
/**
 * One sentence with the facts.
 */
said: string, 
/**
 * None where what is offered is prudent already.
 */
proposals: Array<RiskProposal>, };
export type ClientRow = { id: number, kind: ClientKind, name: string, city: string, tags: Array<string>, open: Cents, deals: number, };
export type ClientSort = "name" | "kind" | "city" | "open";
export type ClientTimeline = { rows: Array<TimelineEntry>, more: boolean, };
export type ClientTimelinePage = { client: number, before: number | null, };
export type ClientView = { id: number, card: ClientCard, 
/**
 * Names of the cards that were merged into this one, whose papers keep them.
 */
merged: Array<string>, people: Array<PersonRow>, open: Cents, late: Cents, 
/**
 * Payment plans by which something is still to be paid.
 */
plans: Array<PlanRow>, deals: Array<DealRow>, invoices: Array<InvoiceRow>, more_invoices: boolean, 
/**
 * Files joined to the client, their deals apart.
 */
documents: Array<DocumentRow>, history: PaymentHistory, 
/**
 * What speaks for prudence before more is done for them.
 */
risk: ClientRisk | null, 
/**
 * All work for them is stopped.
 */
suspension: Suspension | null, 
/**
 * What was filed for their debts, the latest first.
 */
claims: Array<CourtClaimRow>, 
/**
 * What stands good for what they owe.
 */
securities: Array<SecurityRow>, 
/**
 * How one goes on with them.
 */
decision: RiskDecisionRow | null, 
/**
 * What outside sources said of them, latest first.
 */
solvency: Array<SolvencyRow>, 
/**
 * Why they paid late, the most frequent first.
 */
late_reasons: Array<LateReasonCount>, 
/**
 * What keeps back their reminders.
 */
stops: Array<StopRow>, confirmed_on: string, 
/**
 * The card is old enough to be asked about.
 */
to_confirm: boolean, };
export type ClientWord = { id: number, 
/**
 * `satisfaction`, `testimonial` or `referral`.
 */
kind: string, deal: number, title: string, client: ClientName, day: string, score: number | null, words: string, may_publish: boolean, };
export type Clients = { rows: Array<ClientRow>, more: boolean, };
export type ClientsFilter = { 
/**
 * Words to look for; empty for all.
 */
search?: string, kind?: ClientKind | null, tag?: string, 
/**
 * Only those who owe something.
 */
owing?: boolean, sort?: ClientSort, direction?: Direction | null, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type Code = "invalid" | "doubtful" | "not_now" | "gate_closed" | "not_found" | "clock_behind" | "books_unusable" | "locked" | "try_again" | "last_numbers_needed" | "another_firm";
export type ConfirmClient = { client: number, };
export type ConfirmPromise = { 
/**
 * The invoice whose payment was promised.
 */
invoice: number, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type Copies = { 
/**
 * Backups, which the rotation drops in time; and where they are.
 */
backups: number, folder: string, 
/**
 * Copies that nothing drops: kept by a restore or before an upgrade.
 */
lasting: Array<string>, };
export type CorrectInvoice = { invoice: number, reason: string, };
export type Counts = { 
/**
 * What is late or due.
 */
today: number, deals: number, quotes: number, 
/**
 * Messages that do not leave without one's word.
 */
outbox: number, };
export type CourtCase = { client: string, 
/**
 * Numbers of what is late.
 */
invoices: Array<string>, 
/**
 * What is due of them, in cents.
 */
principal: Cents, limit: Limit, routes: Array<Route>, gaps: Array<CourtGap>, pieces: Array<CourtPiece>, };
export type CourtClaimRow = { id: number, route: string, 
/**
 * « Injonction de payer »
 */
name: string, court: string, reference: string, 
/**
 * In order, the filing first.
 */
steps: Array<CourtStepRow>, 
/**
 * The next act, and its day.
 */
next: CourtDeadline | null, over: boolean, };
export type CourtDeadline = { 
/**
 * The last day of the act, or the last day to wait.
 */
by: string, 
/**
 * One waits until then, and acts after it.
 */
wait: boolean, text: string, 
/**
 * The articles it rests on.
 */
source: string, };
export type CourtFile = { client: number, 
/**
 * Documents that stay out, by id.
 */
leave_out: Array<number>, };
export type CourtGap = { 
/**
 * The deal's title; empty for the whole file.
 */
deal: string, text: string, };
export type CourtPiece = { document: number, name: string, made_on: string, 
/**
 * It was joined, and not issued or sent from here: it may say more than a judge should read.
 */
joined: boolean, };
export type CourtRouteName = { code: string, name: string, };
export type CourtRoutes = { routes: Array<CourtRouteName>, };
export type CourtStep = "filed" | "granted" | "refused" | "served" | "contested" | "enforceable" | "closed";
export type CourtStepRow = { step: CourtStep, day: string, words: string, };
export type CreditInvoice = { invoice: number, 
/**
 * VAT included, where one rate alone is left; empty for lines, or for all that is left.
 */
amount: string, 
/**
 * The lines to take back, each by a quantity or an amount; none for an amount in all.
 */
lines: Array<CreditedLine>, reason: string, };
export type CreditLine = { 
/**
 * Its rank on the invoice.
 */
line: number, label: string, unit: string, vat_rate: BasisPoints, disbursement: boolean, quantity_left: Thousandths, net_left: Cents, 
/**
 * With its VAT.
 */
gross_left: Cents, };
export type CreditLines = { 
/**
 * With VAT.
 */
left: Cents, 
/**
 * An amount alone says what it takes back: one rate is left.
 */
by_amount: boolean, lines: Array<CreditLine>, };
export type CreditPreview = { totals: Totals, 
/**
 * The same without disbursements, and these apart.
 */
work: Totals, disbursements: Cents, lines: Array<Line>, 
/**
 * What will still be to pay of the invoice.
 */
open: Cents, 
/**
 * What the client paid of it that becomes theirs again.
 */
freed: Cents, };
export type CreditedLine = { 
/**
 * Its rank on the invoice; 0 for the first.
 */
line: number, quantity: string, 
/**
 * VAT included.
 */
amount: string, };
export type CsvHolds = "ignored" | "day" | "other_day" | "value_day" | "amount" | "debit" | "credit" | "fee" | "direction" | "label" | "more_label" | "payer" | "payer_account" | "reference" | "id" | "currency" | "balance" | "status" | "account";
export type CsvMapping = { 
/**
 * One letter; found where it is not said.
 */
separator: string | null, 
/**
 * The line of the first movement, counted from 1.
 */
first_line: number, 
/**
 * What each column holds, from the left.
 */
columns: Array<CsvHolds>, 
/**
 * Found where it is not said.
 */
order: DayOrder | null, 
/**
 * A comma begins the cents; found where it is not said.
 */
comma: boolean | null, };
export type CsvPreview = { separator: string, 
/**
 * The bank whose table it is.
 */
bank: string | null, first_line: number, titles: Array<CsvTitle>, 
/**
 * The first rows below the header.
 */
rows: Array<Array<string>>, };
export type CsvTitle = { title: string, holds: CsvHolds, };
export type DayOrder = "day_first" | "month_first";
export type DealRow = { id: number, title: string, client: ClientName, stage: Stage, active: boolean, amount: Cents, changed_on: string, 
/**
 * What comes next is late.
 */
late: boolean, 
/**
 * Nothing says what comes next, or nothing came of it.
 */
stalled: boolean, 
/**
 * The next thing to do, in words; empty when nothing is.
 */
next: string, 
/**
 * How much it presses.
 */
tone: Tone, };
export type DealSort = "changed" | "title" | "client" | "stage" | "next" | "amount";
export type DealState = "late" | "stalled";
export type DealVat = { services: NatureVat, goods: NatureVat, };
export type DealView = { id: number, title: string, client: ClientName, client_kind: ClientKind, stage: Stage, source: string, need: string, budget: Cents | null, ideal: boolean | null, next_step: string, next_on: string | null, steps: Array<Step>, next: Task | null, others: Array<Task>, timeline: Array<TimelineEntry>, money: Money | null, documents: Array<DocumentRow>, quote: QuoteRow | null, order: OrderView | null, invoices: Array<InvoiceRow>, payments: Array<PaymentRow>, 
/**
 * What left about its quotes, latest first.
 */
quote_sendings: Array<SendingRow>, 
/**
 * What left that is about no quote and no invoice.
 */
follow_up_sendings: Array<SendingRow>, has_draft: boolean, 
/**
 * A quote that was sent can be sent again, changed.
 */
may_send_again: boolean, 
/**
 * The client's words can be noted: a testimonial, a recommendation.
 */
may_note_words: boolean, 
/**
 * The public body's commitment number can be noted.
 */
may_note_engagement: boolean, 
/**
 * The last quote waits for the client's answer.
 */
may_follow_up_quote: boolean, may_lose: boolean, may_cancel: boolean, 
/**
 * An invoice can be written without quote or order.
 */
may_invoice: boolean, 
/**
 * Part of the order can be invoiced now.
 */
may_progress: boolean, 
/**
 * The client's money that settles nothing.
 */
unused: Cents, 
/**
 * Why the work began before its deposit; empty if it did not.
 */
override_reason: string, lost: Lost | null, 
/**
 * What the order waits for, and what protects its client.
 */
gates: OrderGates | null, 
/**
 * Supplies, stages and acceptance, once there is an order.
 */
delivery: DeliveryView | null, 
/**
 * An amendment that waits for its signature.
 */
amendment: QuoteRow | null, may_amend: boolean, 
/**
 * How the client has paid so far.
 */
history: PaymentHistory, 
/**
 * All work for the client is stopped.
 */
suspension: Suspension | null, };
export type Deals = { rows: Array<DealRow>, more: boolean, sums: Array<StageSum>, 
/**
 * What makes a deal stalled, in a sentence.
 */
stalled_rule: string, };
export type DealsFilter = { closed?: boolean, state?: DealState | null, stage?: Stage | null, client?: number | null, 
/**
 * Of the client.
 */
tag?: string, 
/**
 * Of the last change.
 */
period?: Period | null, 
/**
 * Days and amounts as typed; empty for none.
 */
from?: string, to?: string, amount_from?: string, amount_to?: string, sort?: DealSort, direction?: Direction | null, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type DecideRisk = { client: number, choice: RiskChoice, 
/**
 * « 40 % », where a deposit is asked.
 */
deposit: string, reason: string, 
/**
 * The day to look again.
 */
again_on: string, };
export type DeclareClaim = { 
/**
 * The proceedings.
 */
stop: number, declared_on: string, 
/**
 * VAT included.
 */
amount: string, 
/**
 * To whom, and how.
 */
words: string, };
export type DeclareToInsurer = { security: number, invoice: number, declared_on: string, };
export type Deduction = { number: string, issued_on: string, rate: BasisPoints, net: Cents, vat: Cents, };
export type DeliveryView = { supplies: Array<SupplyView>, stages: Array<StageView>, reception: ReceptionView, };
export type Demo = { 
/**
 * The folder that holds the demo's books.
 */
folder: string, clients: number, deals: number, 
/**
 * The journal's head.
 */
lines: number, seal: string, };
export type DepositCheque = { payment: number, 
/**
 * Today if empty.
 */
deposited_on: string, };
export type Direction = "up" | "down";
export type DirectoryColumns = { 
/**
 * A SIREN, or a SIRET.
 */
siren: number, address: number, 
/**
 * What follows the SIREN in an address, where the address does not stand whole.
 */
suffix: number, 
/**
 * Yes or no.
 */
active: number, from: number, until: number, platform: number, };
export type DirectoryPick = { client: number, 
/**
 * One that the file tells open.
 */
address: string, };
export type DirectoryPreview = { titles: Array<string>, 
/**
 * The first rows below them.
 */
sample: Array<Array<string>>, columns: DirectoryColumns, 
/**
 * What is asked before it can be read; none where it was.
 */
asked: string | null, 
/**
 * Every client with a SIREN, what is to be done first.
 */
rows: Array<DirectoryRow>, 
/**
 * Rows of the file that name no SIREN, and those of no client.
 */
unread: number, others: number, };
export type DirectoryRow = { client: number, name: string, siren: string, 
/**
 * Of the card; empty where it says none.
 */
address: string, state: DirectoryState, 
/**
 * Those that are open.
 */
offered: Array<OfferedAddress>, };
export type DirectoryState = "to_fill" | "same" | "differs" | "closed" | "absent";
export type DiscardDraft = { key: string, };
export type DismissTask = { 
/**
 * Its key.
 */
task: string, reason: string, 
/**
 * All tasks of its kind, for this client.
 */
for_client: boolean, };
export type DisputeOutcome = "credit_note" | "corrected" | "agreement" | "rejected";
export type DisputeReason = "amount" | "quality" | "delivery" | "missing_document" | "other";
export type DisputeRow = { id: number, invoice: number, number: string, deal: number, client: ClientName, opened_on: string, reason: DisputeReason, amount: Cents, 
/**
 * What is open of the invoice and not contested: it is still due.
 */
undisputed: Cents, 
/**
 * The lines that it is about; none for no line in particular.
 */
lines: Array<string>, words: string, next: string, next_by: string | null, settled_on: string | null, outcome: DisputeOutcome | null, };
export type DocumentRow = { id: number, kind: string, name: string, 
/**
 * What a file that was joined is, in words.
 */
label: string, number: string, created_on: string, sealed: boolean, status: string, tone: StateTone, };
export type Done = { id: number, touched: Array<Topic>, 
/**
 * Its line of the journal, to be taken back by `undo`; none of what leaves a paper.
 */
undo: number | null, };
export type DoneToday = { 
/**
 * Its own among all.
 */
key: string, text: string, client: ClientName | null, deal: number | null, title: string, 
/**
 * One's own task, which can be taken up again.
 */
own: number | null, 
/**
 * Its line of the journal, where it can be taken back.
 */
undo: number | null, };
export type DraftKey = { key: string, };
export type DraftRow = { key: string, deal: number, title: string, client: ClientName, saved_at: string, };
export type DraftView = { content: unknown | null, saved_at: string | null, };
export type Drill = { 
/**
 * Civil day, in ISO.
 */
done_on: string, 
/**
 * The backup's file name.
 */
backup: string, ok: boolean, message: string, };
export type DropAmendment = { quote: number, 
/**
 * Why it will not be signed; kept on the timeline.
 */
words: string, };
export type DueDatePreview = { 
/**
 * That the day passes what the law permits: a warning.
 */
problems: Array<Problem>, };
export type DunningPlan = { day: string, due: Array<PlannedMessage>, held: Array<Held>, };
export type Duplicate = { id: number, name: string, city: string, likeness: Array<Likeness>, 
/**
 * In French: « même SIREN, même nom ».
 */
why: string, };
export type Duplicates = { rows: Array<Duplicate>, 
/**
 * What the law makes of the terms typed, where they go beyond it; empty elsewhere.
 */
delay: string, };
export type EarlyChoice = "asked" | "given" | "refused";
export type EarlyOffer = { 
/**
 * « 2 % à 8 jours »
 */
label: string, 
/**
 * The last day on which money must have come.
 */
until: string, discount: Cents, 
/**
 * What is then left to pay.
 */
net: Cents, };
export type EffectivePreferences = { payment_days: number, 
/**
 * « 45 jours fin de mois »
 */
payment_terms: string, validity_days: number, deposit: string, late_wording: string, 
/**
 * A contract's yearly rate for professionals; none for the law's own.
 */
late_rate: BasisPoints | null, discount_wording: string, 
/**
 * « 2 % à 8 jours »; empty for none.
 */
early_discount: string, payment_means: string, };
export type Empty = Record<string, never>;
export type EndPaymentPlan = { plan: number, reason: string, };
export type EndSecurity = { security: number, words: string, };
export type EraseClient = { client: number, name: string, };
export type ErasePerson = { person: number, name: string, };
export type ErasurePreview = { name: string, 
/**
 * « 2 devis », « 5 messages »…
 */
erased: Array<string>, 
/**
 * What stays, likewise; nothing where all goes.
 */
kept: Array<string>, 
/**
 * The last day of what stays.
 */
until: string | null, 
/**
 * Why it cannot be done, if so.
 */
refused: string | null, 
/**
 * Copies of the books that hold it still.
 */
copies: Copies, };
export type ExplainLine = { line: number, kind: LineKind, 
/**
 * What it is; why, where it is left aside or taken back.
 */
words: string, 
/**
 * Of a refund: the payment that brought too much, or the refund that is recorded already. Of what was taken back: the
 * payment.
 */
payment: number | null, };
export type ExportAccountant = { 
/**
 * As typed; the first of January if empty.
 */
from: string, 
/**
 * As typed; today if empty.
 */
to: string, 
/**
 * Where it goes: a folder that is there.
 */
folder: string, };
export type ExportDocument = { document: number, };
export type ExportPapers = { documents: Array<number>, 
/**
 * Where they go: a folder that is there.
 */
folder: string, };
export type FigureChoice = { code: string, label: string, 
/**
 * In euros, where the others are in percent.
 */
is_amount: boolean, };
export type FileBytes = { name: string, base64: string, };
export type FileClaim = { client: number, 
/**
 * Code of the route, as in a client's file for a judge: `order`.
 */
route: string, filed_on: string, 
/**
 * Where: the court, the bailiff.
 */
court: string, 
/**
 * The number that it was given.
 */
reference: string, words: string, };
export type Finding = { table: string, row: number | null, message: string, };
export type FirstStep = { kind: StepKind, done: boolean, };
export type FolderLooked = { 
/**
 * Something is to be asked again.
 */
changed: boolean, 
/**
 * Files are left for the next look.
 */
more: boolean, };
export type FollowUpFigures = { satisfaction: Satisfaction, 
/**
 * Clients invoiced, and those of them who had been invoiced for another deal before or since.
 */
clients: number, repeat_clients: number, 
/**
 * Percent, none without a client.
 */
repeat_share: number | null, sources: Array<SourceRow>, };
export type FollowUpQuote = { quote: number, method: Channel, 
/**
 * Today if empty.
 */
followed_on: string, recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, message_subject: string, message_body: string, 
/**
 * What was said, on the telephone or face to face.
 */
words: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type FollowUpView = { 
/**
 * What is to be done now or waits for its day, in the order in which deals were opened.
 */
tasks: Array<Task>, 
/**
 * The latest things that clients said.
 */
said: Array<ClientWord>, figures: FollowUpFigures, };
export type ForClient = { client: number, writing: Writing, };
export type FoundStatement = { 
/**
 * The SHA-256 of its bytes.
 */
hash: string, name: string, 
/**
 * « OFX 1 (SGML), 12 opérations du 1 au 31 octobre 2026 »
 */
told: string, };
export type GaugeLevel = "calm" | "projected" | "near" | "crossed" | "unknown";
export type GaugeRow = { 
/**
 * `vat_services_base`, `micro_sales`…
 */
code: string, label: string, 
/**
 * In proportion of the first year; none where nobody said.
 */
limit: Cents | null, turnover: Cents, 
/**
 * At the end of the year, if it goes on so.
 */
projected: Cents | null, 
/**
 * Of the threshold.
 */
share: BasisPoints, level: GaugeLevel, crossed_on: string | null, sentence: string, changes: string, source: string, };
export type GiveUpRemainder = { invoice: number, 
/**
 * Why it is no longer claimed; kept and shown.
 */
reason: string, };
export type GivenUp = { day: string, amount: Cents, reason: string, };
export type Guard = "never_sent" | "addressee" | "insolvency" | "ceded" | "hold" | "dispute" | "promise" | "plan" | "no_address" | "small" | "pace" | "calendar" | "outbox" | "platform" | "receipt" | "stale_statement" | "run";
export type HandedOver = { message: number, state: MessageState, 
/**
 * What the server answered, or why it did not leave.
 */
words: string, };
export type HandleComplaint = { deal: number, called_on: string, 
/**
 * What was said, and what was agreed.
 */
words: string, };
export type Held = { client: ClientName, 
/**
 * Numbers; none where it is about a quote.
 */
invoices: Array<string>, 
/**
 * The number of the quote that it is about.
 */
quote?: string, guard: Guard, 
/**
 * The first day on which it lets pass; none where nobody knows.
 */
until: string | null, text: string, };
export type HitKind = "client" | "deal" | "quote" | "order" | "invoice";
export type HoldReminders = { client: number, 
/**
 * The first day on which reminders may leave again.
 */
until: string, reason: string, };
export type Holds = "past" | "coming" | "amount" | "price" | "quantity" | "percent";
export type HomeFigures = { to_collect: Cents, to_collect_count: number, late: Cents, late_count: number, late_clients: number, 
/**
 * Due within 30 days, what is late apart.
 */
due_in_30_days: Cents, received_this_month: Cents, };
export type Identity = { legal_form: LegalForm, 
/**
 * How another form is written: « GIE », « GmbH ».
 */
form_name: string, 
/**
 * First and last name of a sole trader, or the company's name.
 */
name: string, 
/**
 * The trade name on papers, if another; and the trade under it.
 */
brand: string, trade: string, siret: string, 
/**
 * APE code, optional.
 */
ape: string, address: Address, email: string, phone: string, vat_regime: VatRegime, 
/**
 * The first day of that regime where it is not the first one; today, where it changes and none is said.
 */
vat_since?: string, 
/**
 * Worked out from the SIREN when empty and liable.
 */
vat_number: string, 
/**
 * « Option pour le paiement de la taxe d’après les débits ».
 */
vat_on_debits: boolean, iban: string, bic: string, 
/**
 * Other accounts, on which clients pay whose card says so.
 */
accounts?: Array<OtherAccount>, 
/**
 * Other ways to pay, printed under the transfer.
 */
ways?: Array<OtherWay>, 
/**
 * Where one pays on the web: `{number}` and `{amount}` stand for the paper’s.
 */
payment_link?: string, 
/**
 * Where the statuses of invoices issued arrive: SIREN, SIREN_suffix or e-mail; empty for the SIREN alone.
 */
electronic_address?: string, 
/**
 * Share capital and registry of a company: « 1 000 € », « RCS Rennes ».
 */
capital: string, 
/**
 * « À capital variable » (C. com. L231-3).
 */
variable_capital: boolean, registry: string, 
/**
 * Professional insurance, where the trade requires it: insurer, policy, area covered.
 */
insurance: string, 
/**
 * The main kind of turnover: that of a line which names none.
 */
activity: Activity, 
/**
 * Consumer mediator: name and address (needed before quoting to a private person).
 */
mediator: string, 
/**
 * Accent colour of papers, `#0f6b63`.
 */
accent: string, 
/**
 * How much room papers take.
 */
layout?: Layout, 
/**
 * Fields whose doubtful value the user insisted on.
 */
confirmed: Array<string>, };
export type IdentityView = { identity: Identity | null, has_logo: boolean, logo: FileBytes | null, full_name: string, 
/**
 * The wording that the VAT regime puts on invoices.
 */
vat_wording: string, };
export type ImportClients = { file: FileBytes, 
/**
 * The lines to take, as the preview counts them.
 */
rows: Array<number>, };
export type ImportColumn = { header: string, 
/**
 * In French; empty when nothing of it is kept.
 */
read_as: string, };
export type ImportFormat = "vcard" | "csv";
export type ImportPlatformStatuses = { 
/**
 * A life-cycle message (CDAR), in XML.
 */
file: FileBytes, };
export type ImportProblem = { field: string, message: string, };
export type ImportStatement = { file: FileBytes, 
/**
 * One account of several in the file, as the file names it; empty for all of them.
 */
only: string, 
/**
 * Whose accounts they are, where the books do not know them.
 */
accounts: Array<SaidAccount>, 
/**
 * How a table is read whose titles do not say so; kept for the next one of the same titles.
 */
mapping: CsvMapping | null, };
export type Imputation = "interest_first" | "principal_first";
export type InForce = { 
/**
 * The passphrase in force, or its recovery code.
 */
current: string, };
export type InstalmentContent = { due_on: string, 
/**
 * « 840,00 » or « 30 % »; empty at the last for what is left.
 */
part: string, };
export type InstalmentView = { due_on: string, amount: Cents, 
/**
 * What is still to be paid of it.
 */
open: Cents, 
/**
 * Open and past its day.
 */
late: boolean, };
export type InvoiceChecked = { 
/**
 * « Factur-X, profil EN 16931 ».
 */
read_as: string, 
/**
 * « Avoir A-2026-0003 du 20 octobre 2026 ».
 */
title: string, 
/**
 * What it says first: label and value.
 */
facts: Array<[string, string]>, 
/**
 * The first of them; a very long invoice has more.
 */
lines: Array<CheckedLine>, 
/**
 * How many lines there are in all.
 */
line_count: number, 
/**
 * « Cette facture est en ordre. »
 */
verdict: string, valid: boolean, sides: Array<CheckedSide>, findings: Array<CheckedFinding>, };
export type InvoiceContent = { subject: string, lines: Array<LineContent>, 
/**
 * Discount on the whole, in percent.
 */
discount: string, 
/**
 * The day the work began; empty where it took no longer than a day, or nobody says.
 */
began_on: string, 
/**
 * The day the work was done; today if empty.
 */
supplied_on: string, 
/**
 * A day, or terms in words (« 45 jours fin de mois »); empty for the terms of the client or the house.
 */
due_on: string, 
/**
 * Discount for early payment: « 2 % à 8 jours », « aucun »; empty for what is usual.
 */
early_discount: string, 
/**
 * Several due dates, each with its part; none for a single one.
 */
instalments: Array<InstalmentContent>, 
/**
 * The client's purchase-order number.
 */
order_number: string, notes: string, 
/**
 * Unit prices are typed with VAT included.
 */
with_vat: boolean, };
export type InvoiceKind = "deposit" | "progress" | "balance" | "standalone" | "credit_note" | "elsewhere";
export type InvoicePreview = { 
/**
 * What each typed line makes, net or with VAT as its price is typed; only for an invoice that is typed.
 */
typed: Array<Cents | null>, totals: Totals, 
/**
 * The same without disbursements, and these apart.
 */
work: Totals, disbursements: Cents, due_on: string, 
/**
 * The discount for early payment that it offers, « 2 % à 8 jours »; empty for none.
 */
early_discount: string, 
/**
 * The parts, where it is paid in several.
 */
instalments: Array<InstalmentView>, lines: Array<Line>, deductions: Array<Deduction>, 
/**
 * How VAT stands between seller and buyer, in sentences.
 */
situation: Array<string>, problems: Array<Problem>, issuable: boolean, };
export type InvoiceReminders = { 
/**
 * It is late and nothing keeps it back: the client can be reminded of it.
 */
may_remind: boolean, 
/**
 * The plan asks about it today.
 */
due: boolean, 
/**
 * What keeps reminders back, in words; empty for nothing.
 */
held: string, 
/**
 * The day of the policy's next step, if nothing changes.
 */
next_on: string | null, 
/**
 * The payment run on which it is expected, and the days on which the client pays: « le 10 et le 25 ».
 */
expected_on: string | null, runs: string, 
/**
 * What the client promised, while it stands.
 */
promise: PromiseRow | null, 
/**
 * Why it is late, as was said last.
 */
late_reason: LateReasonRow | null, 
/**
 * Whether it came, as was answered last.
 */
reception: ReceptionCheckRow | null, 
/**
 * The latest dispute about it.
 */
dispute: DisputeRow | null, 
/**
 * What keeps back the reminders of its client.
 */
stops: Array<StopRow>, 
/**
 * Money that came, is likely for it, and that nobody explained.
 */
receipt: LikelyReceipt | null, };
export type InvoiceRow = { id: number, number: string, kind: InvoiceKind, deal: number, title: string, client: ClientName, issued_on: string, 
/**
 * The first due date that is not covered by what was paid.
 */
due_on: string, gross: Cents, open: Cents, 
/**
 * Taken back by credit notes.
 */
credited: Cents, 
/**
 * No longer claimed.
 */
given_up: Cents, 
/**
 * It was lost, and not claimed again since.
 */
written_off: boolean, 
/**
 * A payment plan that stands says when it is paid.
 */
planned: boolean, 
/**
 * Above zero only when open and past due.
 */
late_days: number, document: number, 
/**
 * Its document carries the invoice for machines too.
 */
electronic: boolean, 
/**
 * The day it first left for the client.
 */
sent_on: string | null, 
/**
 * It has still to leave.
 */
to_send: boolean, 
/**
 * Where it stands, what says most first.
 */
states: Array<State>, };
export type InvoiceSort = "number" | "kind" | "client" | "title" | "issued" | "due" | "state" | "amount" | "open";
export type InvoiceState = "open" | "due" | "late" | "to_send" | "paid" | "annulled";
export type InvoiceView = { row: InvoiceRow, 
/**
 * What money has settled of it, net of what was given back; nothing of a credit note.
 */
paid: Cents, lines: Array<Line>, totals: Totals, 
/**
 * The same without disbursements, and these apart.
 */
work: Totals, disbursements: Cents, deductions: Array<Deduction>, payments: Array<PaymentRow>, order_number: string, 
/**
 * The parts, where it is paid in several.
 */
instalments: Array<InstalmentView>, 
/**
 * The day on which what is left is due by the paper.
 */
paper_due_on: string, 
/**
 * A later day that was agreed for it, while it stands.
 */
agreed: AgreedDue | null, 
/**
 * Another day can be agreed for what is left.
 */
may_put_off: boolean, 
/**
 * What was given up of it or claimed again, in order.
 */
given_up: Array<GivenUp>, 
/**
 * Something of it was settled, and what is left can be given up.
 */
may_give_up: boolean, 
/**
 * What is left of it can be written off.
 */
may_write_off: boolean, 
/**
 * It was written off, and not claimed again.
 */
loss: LossView | null, 
/**
 * The document of its duplicate, where one says what is so.
 */
duplicate: number | null, 
/**
 * A duplicate of it can be issued here: its original left.
 */
may_duplicate: boolean, 
/**
 * Can still be taken back, in whole or in part.
 */
may_credit: boolean, 
/**
 * Another one can begin as this one.
 */
may_copy: boolean, 
/**
 * Credit notes on this invoice, or the invoice that this credit note takes back.
 */
linked: Array<LinkedInvoice>, reason: string, 
/**
 * What was warned of and passed when it was issued, and why.
 */
passed: PassedWarnings | null, 
/**
 * What is deposited in Chorus Pro, of an invoice to a public body.
 */
chorus: ChorusDeposit | null, 
/**
 * Everything that left about it, latest first.
 */
sendings: Array<SendingRow>, reminders: InvoiceReminders, 
/**
 * What the approved platform said of it, the latest first.
 */
platform: Array<PlatformStatusRow>, 
/**
 * The whole total of an invoice issued elsewhere, of which only the balance is followed.
 */
original_gross: Cents | null, 
/**
 * The discount for early payment that it offers, while something is to pay.
 */
early: EarlyOffer | null, };
export type Invoices = { rows: Array<InvoiceRow>, 
/**
 * Begun and not issued; with the first page alone.
 */
drafts: Array<DraftRow>, more: boolean, };
export type InvoicesFilter = { state?: InvoiceState | null, age?: Age | null, kind?: InvoiceKind | null, client?: number | null, 
/**
 * Of the client.
 */
tag?: string, period?: Period | null, 
/**
 * Days and amounts as typed; empty for none.
 */
from?: string, to?: string, amount_from?: string, amount_to?: string, sort?: InvoiceSort, direction?: Direction | null, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type IssueAcceptanceReport = { order: number, 
/**
 * What was done, as the client reads it.
 */
done: string, 
/**
 * Reserves already known; empty leaves room to write them by hand.
 */
reserves: string, };
export type IssueBalanceInvoice = { order: number, 
/**
 * Empty for the payment days agreed.
 */
due_on: string, 
/**
 * The client's purchase-order number, if it came since.
 */
order_number: string, 
/**
 * Several due dates, each with its part; none for a single one.
 */
instalments: Array<InstalmentContent>, 
/**
 * Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
 */
passed: string, };
export type IssueDepositInvoice = { order: number, 
/**
 * In percent of the order (« 30 ») or an amount with VAT (« 500 € »); empty for what was agreed.
 */
percent: string, 
/**
 * Empty for the payment days agreed.
 */
due_on: string, 
/**
 * The client's purchase-order number, if it came since.
 */
order_number: string, 
/**
 * Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
 */
passed: string, };
export type IssueDuplicate = { 
/**
 * An invoice or a credit note.
 */
invoice: number, };
export type IssueInvoice = { deal: number, content: InvoiceContent, 
/**
 * Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
 */
passed: string, };
export type IssueOrderPaper = { order: number, };
export type IssueProgressInvoice = { order: number, 
/**
 * Part of the whole order to invoice now, in percent (« 40 ») or as an amount with VAT (« 800 € »).
 */
percent: string, 
/**
 * The stage reached, in words; printed under the line.
 */
stage: string, 
/**
 * Empty for the payment days agreed.
 */
due_on: string, order_number: string, 
/**
 * Several due dates, each with its part; none for a single one.
 */
instalments: Array<InstalmentContent>, 
/**
 * Why one goes on in spite of what is warned of; it stays with the invoice. Empty for nothing to say.
 */
passed: string, };
export type IssueReceipt = { payment: number, };
export type IssuedBefore = { 
/**
 * Numbers of the invoices issued since that day under the other regime, not taken back.
 */
numbers: Array<string>, 
/**
 * The same in a sentence; empty where there are none.
 */
sentence: string, };
export type Keep = "net" | "gross";
export type KeepMailPassword = { 
/**
 * Empty to forget it.
 */
password: string, };
export type KeepMoney = { payment: number, 
/**
 * Why it is not given back; kept and shown.
 */
reason: string, };
export type KeepReceivedInvoice = { 
/**
 * A PDF that carries its XML, or the XML itself; at most 10 MB.
 */
file: FileBytes, 
/**
 * When it is to be paid, as typed; empty for what the invoice says.
 */
due_on: string, };
export type LabelledAlias = { kind: AliasKind, value: string, client: number, };
export type LabelledAllocation = { target: MatchTarget, 
/**
 * « 123,86 »
 */
amount: string, };
export type LabelledBooks = { id: string, lines: Array<LabelledLine>, payables: Array<LabelledPayable>, clients: Array<LabelledClient>, aliases: Array<LabelledAlias>, payouts: Array<LabelledPayout>, settled_numbers: Array<string>, };
export type LabelledClient = { client: number, names: Array<string>, };
export type LabelledLine = { id: number, 
/**
 * By which the report counts: « typo », « merged ».
 */
kind: string, day: string, 
/**
 * Below zero for money that leaves.
 */
amount: string, label: string, payer: string, iban: string, reference: string, end_to_end: string, 
/**
 * Nothing where the line pays nothing that is known.
 */
expected: Array<LabelledAllocation>, };
export type LabelledPart = { due_on: string, amount: string, 
/**
 * It was promised; otherwise it is an instalment.
 */
promised?: boolean, };
export type LabelledPayable = { target: MatchTarget, number?: string, other_numbers?: Array<string>, client: number, 
/**
 * What is left of it.
 */
open: string, issued_on: string, 
/**
 * Nothing: that of its issue.
 */
since?: string, 
/**
 * Nothing: that of its issue.
 */
due_on?: string, parts?: Array<LabelledPart>, };
export type LabelledPayout = { id: number, provider: string, day: string, net: string, fee?: string, };
export type Laid = { task: Task, 
/**
 * What takes it back.
 */
choice: number, 
/**
 * The day until which it was put off; none where it was left for good.
 */
until: string | null, reason: string, };
export type Language = "french" | "english" | "german";
export type LastContent = { content: QuoteContent | null, };
export type LastDeed = { 
/**
 * The last line of today that still holds; none where nothing was done today.
 */
line: number | null, 
/**
 * How it reads; empty for what stands on no timeline.
 */
title: string, 
/**
 * The sending that it noted by hand, where that can be withdrawn.
 */
sending: number | null, 
/**
 * Why it cannot be taken back, if so.
 */
refused: string | null, };
export type LastWords = { words: Words | null, };
export type LateCharges = { on: string, regime: ChargesRegime, 
/**
 * What is left to pay of the invoice at the end of that day, by the books.
 */
principal: Cents, 
/**
 * The first day that bears interest; none while nothing is late.
 */
from: string | null, periods: Array<ChargesPeriod>, 
/**
 * The sum of the periods.
 */
interest: Cents, indemnity: Cents, 
/**
 * Interest and compensation.
 */
total: Cents, 
/**
 * What was claimed, or paid without a claim, and not given up since.
 */
claimed: Cents, 
/**
 * What came for them.
 */
paid: Cents, 
/**
 * What came beside them for costs, a registered letter for instance.
 */
costs: Cents, 
/**
 * Each of these sums, in the order in which they were noted.
 */
received: Array<ChargesReceived>, 
/**
 * What of it is still to come.
 */
owed: Cents, 
/**
 * What was given up, claimed or not, and why at last.
 */
waived: Cents, waived_because: string, may_waive: boolean, 
/**
 * The last day of what was claimed or given up.
 */
claimed_until: string | null, 
/**
 * What can still be claimed up to that day.
 */
left: Cents, 
/**
 * Something can be claimed up to today; otherwise `why_not` says why, where something is due.
 */
may_claim: boolean, why_not: string, 
/**
 * Half-years whose rate is missing, « 2027-S1 »: their days bear no amount.
 */
unknown: Array<string>, 
/**
 * What to write down for them, and where; empty where nothing is missing.
 */
missing: string, 
/**
 * The sentence of the law.
 */
law: string, 
/**
 * What should be known of them, the gravest first.
 */
cautions: Array<string>, };
export type LatePaper = { number: string, day: string, 
/**
 * Its series goes on from that day only: both are of one year.
 */
holds: boolean, };
export type LateReason = "forgotten" | "not_entered" | "being_approved" | "signer_away" | "reference_missing" | "wrong_bank_details" | "cheque_lost" | "no_cash" | "contested" | "other";
export type LateReasonCount = { reason: LateReason, 
/**
 * Invoices of which it was said.
 */
invoices: number, };
export type LateReasonRow = { day: string, reason: LateReason, words: string, };
export type LawKind = "wording" | "vat_rate" | "vat_reason" | "interest_rate" | "figure" | "court_clock";
export type LawRow = { kind: LawKind, code: string, 
/**
 * What it is, where it is chosen from a list.
 */
label: string, text: string, translations: Array<Translation>, rate: BasisPoints, 
/**
 * A threshold, in cents; zero for what is none.
 */
amount: Cents, 
/**
 * Of a court's clock: the time that is left.
 */
months: number, days: number, valid_from: string, valid_to: string, source: string, 
/**
 * When it was read, and how far its source was checked; for a row of one’s own, when it was added.
 */
read_on: string, checked_until: string, 
/**
 * Its rank among the rows that were added; none for one that ships.
 */
added: number | null, };
export type LawView = { 
/**
 * In force today.
 */
rows: Array<LawRow>, 
/**
 * Known, and to come.
 */
coming: Array<LawRow>, 
/**
 * What a figure may be written down of, known today or not.
 */
figures: Array<FigureChoice>, };
export type Layout = "classic" | "compact";
export type Left = { folder: string, };
export type LegalForm = "micro" | "ei" | "eurl" | "sarl" | "sasu" | "sas" | "sa" | "snc" | "selarl" | "selas" | "scp" | "scm" | "sci" | "scop" | "association" | "other";
export type LiftReserves = { order: number, lifted_on: string, words: string, };
export type LikelyReceipt = { line: number, day: string, amount: Cents, };
export type Likeness = "same_siren" | "same_email" | "same_name";
export type Limit = { 
/**
 * The last day.
 */
last_day: string, text: string, };
export type Line = { label: string, detail: string, quantity: Thousandths, unit: string, unit_price: UnitPrice, discount: BasisPoints, vat_rate: BasisPoints, net: Cents, section: string, optional: boolean, nature: Nature, activity: Activity, 
/**
 * A code of the dated reasons or one’s own words; empty where the rate says it all.
 */
vat_reason: string, 
/**
 * What it takes back of an invoice; on credit notes only.
 */
credits: LineCredit | null, };
export type LineContent = { label: string, detail: string, quantity: string, 
/**
 * « jour », « forfait », « heure »…
 */
unit: string, 
/**
 * Net unit price in euros.
 */
unit_price: string, 
/**
 * Discount on the line, in percent.
 */
discount: string, 
/**
 * VAT rate in basis points: 2000 is 20 %.
 */
vat_rate: BasisPoints, 
/**
 * A title printed above the line, where a section begins.
 */
section: string, 
/**
 * Counts only if it is ticked at signature.
 */
optional: boolean, nature: Nature, 
/**
 * The usual one if none.
 */
activity: Activity | null, 
/**
 * Why it bears no VAT, or French VAT though its buyer is abroad: a code of the dated reasons or one’s own words;
 * empty for what the rate and the parties say by themselves.
 */
vat_reason: string, };
export type LineCounts = { 
/**
 * Money received of which nothing says what it is.
 */
received: number, 
/**
 * Money paid of which nothing does.
 */
paid: number, 
/**
 * Not booked yet.
 */
pending: number, };
export type LineCredit = { line: number, quantity: Thousandths, };
export type LineExplanation = { id: number, kind: LineKind, words: string, 
/**
 * The invoices that its payments settled: « F-2026-0045, F-2026-0046 »; empty where it has none.
 */
invoices: string, 
/**
 * Their clients' names.
 */
clients: string, };
export type LineKind = "payments" | "other_income" | "own_transfer" | "refund" | "rejected" | "expense" | "ignored";
export type LineList = "received" | "paid" | "explained" | "pending";
export type LineMatches = { id: number, 
/**
 * Its account's label.
 */
account: string, 
/**
 * ISO day.
 */
day: string, 
/**
 * Signed, in hundredths of the currency.
 */
amount: Cents, 
/**
 * ISO 4217.
 */
currency: string, label: string, 
/**
 * Empty where the bank does not say.
 */
payer: string, reference: string, proposals: Array<LineProposal>, };
export type LineProposal = { 
/**
 * From 0 to 100.
 */
score: number, certain: boolean, 
/**
 * In French, the strongest first.
 */
reasons: Array<string>, allocations: Array<ProposedShare>, 
/**
 * Kept by a bank or a provider on the way.
 */
fee: Cents, 
/**
 * Received beyond what is left.
 */
remainder: Cents, 
/**
 * What confirms it.
 */
action: Proposal, };
export type LineShare = { invoice: number, 
/**
 * Empty for all that is open of it, as far as the money goes.
 */
amount: string, };
export type LinkedInvoice = { id: number, number: string, issued_on: string, gross: Cents, };
export type List = { "list": "invoices", "filter": InvoicesFilter } | { "list": "quotes", "filter": QuotesFilter } | { "list": "payments", "filter": PaymentsFilter } | { "list": "clients", "filter": ClientsFilter } | { "list": "deals", "filter": DealsFilter };
export type ListTotals = { count: number, 
/**
 * Cents; what clients owe, for clients.
 */
amount: Cents, 
/**
 * What is still to be paid of invoices.
 */
open: Cents | null, };
export type LoseDeal = { deal: number, reason: LostReason, words: string, };
export type LossGround = "liquidation" | "certified" | "vanished" | "not_worth_it" | "prescribed" | "other";
export type LossView = { lost_on: string, ground: LossGround, 
/**
 * With VAT.
 */
amount: Cents, reason: string, 
/**
 * VAT that is had back once the client has the duplicate; zero for none.
 */
vat_back: Cents, 
/**
 * What to do about VAT, a sentence each; none where there is none to have back.
 */
vat_note: Array<string>, };
export type LossYear = { year: string, 
/**
 * Invoices written off, remainders apart.
 */
invoices: number, 
/**
 * All that was given up, remainders with it, less what was claimed again; with VAT.
 */
amount: Cents, };
export type Lost = { reason: LostReason, words: string, };
export type LostReason = "price" | "timing" | "competitor" | "no_answer" | "abandoned" | "other";
export type MailAccount = { server: Server, 
/**
 * Each message also goes to one's own address.
 */
copy_to_self: boolean, 
/**
 * The first and the last hour of the day at which reminders leave by themselves: 9 and 18.
 */
from_hour: number, to_hour: number, };
export type MailPassword = { 
/**
 * The system keeps passwords.
 */
keyring: boolean, 
/**
 * It keeps that of this server.
 */
kept: boolean, 
/**
 * It is known, kept or typed: messages can leave.
 */
known: boolean, 
/**
 * The server asks who sends.
 */
needed: boolean, };
export type MailPresets = { 
/**
 * The server as it would be typed, for the provider of one's address.
 */
proposed: Server | null, preset: Preset | null, all: Array<Preset>, };
export type MailSettings = { account: MailAccount | null, 
/**
 * One's own address, from which they leave.
 */
address: string, };
export type MailTried = { address: string, reply: string, };
export type Manner = "without_reserves" | "with_reserves" | "tacit";
export type MatchAllocation = { target: MatchTarget, 
/**
 * What the target is settled by, above zero.
 */
amount: Cents, };
export type MatchProposal = { 
/**
 * 0 to 100.
 */
score: number, 
/**
 * High, alone, and against no other line: it may be confirmed with all that is certain.
 */
certain: boolean, 
/**
 * In French, the strongest first.
 */
reasons: Array<string>, 
/**
 * By target.
 */
allocations: Array<MatchAllocation>, 
/**
 * Kept by a bank or a provider on the way.
 */
fee: Cents, 
/**
 * Received beyond what is left.
 */
remainder: Cents, };
export type MatchReport = { lines: number, matchable: number, certain: number, right: number, 
/**
 * Of what is certain, what is right, in basis points, rounded down; none where nothing is certain.
 */
precision: BasisPoints | null, 
/**
 * Of what can be matched, what is certain and right, in basis points, rounded down; none where nothing can be.
 */
recall: BasisPoints | null, 
/**
 * « Justesse 99,8 %, couverture 91,2 % »
 */
text: string, 
/**
 * By kind.
 */
kinds: Array<MatchReportRow>, 
/**
 * Certain and wrong first; at most two hundred.
 */
told: Array<MatchReportLine>, };
export type MatchReportAsked = { 
/**
 * Each by itself.
 */
books: Array<LabelledBooks>, };
export type MatchReportLine = { 
/**
 * Of its books.
 */
books: string, line: number, kind: string, 
/**
 * It was certain, and wrong.
 */
wrong: boolean, truth: Array<MatchAllocation>, proposals: Array<MatchProposal>, };
export type MatchReportRow = { kind: string, lines: number, 
/**
 * Those that pay something that is known.
 */
matchable: number, certain_right: number, certain_wrong: number, 
/**
 * Not certain; the truth stands first.
 */
first: number, 
/**
 * Not certain; the truth stands further down.
 */
offered: number, 
/**
 * Nothing is proposed, and nothing is true.
 */
rightly_nothing: number, };
export type MatchTarget = { kind: TargetKind, id: number, };
export type MatchedLine = { line: number, 
/**
 * Invoices that it pays, of one client or of several.
 */
allocations: Array<LineShare>, 
/**
 * Payments that are recorded already: cheques paid in together, what was typed before the statement came.
 */
payments: Array<number>, method: PaymentMethod | null, 
/**
 * What a bank or a provider kept of it.
 */
fee: string, 
/**
 * What goes beyond stays in the client's favour.
 */
keep_excess: boolean, 
/**
 * Why what is left of an invoice that the money does not cover is given up; empty to go on claiming it.
 */
give_up: string, early_discount: EarlyChoice, 
/**
 * Why it came before anything was agreed, where it did.
 */
early_words: string, };
export type Matches = { rows: Array<LineMatches>, more: boolean, 
/**
 * How many lines, shown or not, have a proposal that is certain; and what confirms each.
 */
certain: Array<Proposal>, };
export type MatchesFilter = { 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, 
/**
 * None for all of them.
 */
most?: number | null, };
export type MergeClients = { from: number, into: number, };
export type MergePreview = { from: string, into: string, 
/**
 * Deals that would change client.
 */
deals: number, 
/**
 * People who would follow.
 */
people: number, 
/**
 * French names of the empty fields that would be filled.
 */
filled: Array<string>, 
/**
 * Papers keep the name of the card that goes: it stays behind the other, which says so.
 */
stays: boolean, 
/**
 * Why it cannot be done, if so.
 */
refused: string | null, };
export type MessageKind = "invoice" | "quote" | "quote_follow_up" | "reminder" | "receipt" | "thanks" | "satisfaction" | "testimonial" | "referral" | "news" | "announcement" | "promise" | "suspension" | "duplicate";
export type MessagePreview = { recipient: string, copies: string, subject: string, body: string, 
/**
 * The names of the papers it carries.
 */
attachment: string, 
/**
 * A draft that mail programs open.
 */
message: Paper, };
export type MessageState = "ready" | "sending" | "sent" | "failed" | "unknown" | "dropped";
export type MessageTemplatesView = { templates: Array<TemplateView>, };
export type MessageToSend = { from: string, 
/**
 * All who receive it, each once.
 */
to: Array<string>, message: Paper, };
export type Money = { ordered: Cents, invoiced: Cents, paid: Cents, left_to_invoice: Cents, open: Cents, };
export type NamedSpan = { 
/**
 * « 4e trimestre 2026 »
 */
label: string, 
/**
 * As they would be typed.
 */
from: string, to: string, };
export type Nature = "service" | "goods" | "disbursement";
export type NatureVat = { 
/**
 * Rates that may be charged, zero the last; none where no VAT is charged at all.
 */
rates: Array<BasisPoints>, 
/**
 * The rate of a new line.
 */
usual: BasisPoints, 
/**
 * Why, in one sentence.
 */
sentence: string, 
/**
 * A zero says its reason by itself.
 */
zero_explained: boolean, 
/**
 * French VAT wants a reason.
 */
asked: boolean, reasons: Array<VatReasonRow>, };
export type NewClient = { name: string, kind: ClientKind, };
export type NoteCourtStep = { claim: number, step: CourtStep, noted_on: string, words: string, };
export type NoteKind = "note" | "call";
export type NoteMessage = { message: number, 
/**
 * `sent`, `failed` or `unknown`.
 */
state: MessageState, 
/**
 * What the server answered, or why it failed, as people read it.
 */
words: string, 
/**
 * Of a failure: what makes it leave after all.
 */
again: TryAgain | null, 
/**
 * How long the server asks one to wait, in seconds.
 */
wait: number | null, 
/**
 * Every message would meet the same now.
 */
stops_all: boolean, };
export type NotePlatformStatus = { invoice: number, status: PlatformStatus, noted_on: string, 
/**
 * Why, as the platform or the client says it.
 */
words: string, };
export type Occasion = "thanks" | "satisfaction" | "testimonial" | "referral" | "news";
export type OfClientOn = { client: number, 
/**
 * The last day that counts, today or before; today if empty.
 */
on: string, };
export type OfClients = { 
/**
 * None for every client one works or worked for.
 */
clients: Array<number>, };
export type OfDeal = { deal: number, };
export type OfInvoiceOn = { invoice: number, 
/**
 * The last day that counts; today if empty.
 */
on: string, };
export type OfOrder = { order: number, };
export type OfPerson = { client: number, 
/**
 * One person who works at that client's, apart from it.
 */
person: number | null, };
export type OfSpan = { 
/**
 * The first day, as typed; the first of January if empty.
 */
from: string, 
/**
 * The last day, as typed; today if empty.
 */
to: string, };
export type OfferedAddress = { address: string, 
/**
 * As the directory names it; empty where it does not.
 */
platform: string, };
export type OneMessage = { message: number, };
export type OpenDeal = { 
/**
 * Nothing where `new_client` is named.
 */
client: number, 
/**
 * A client who is not in the books yet: their card is begun with the deal.
 */
new_client: NewClient | null, title: string, 
/**
 * Where they come from: « recommandation de Hugo ».
 */
source: string, need: string, 
/**
 * Gross amount in euros, as typed.
 */
budget: string, next_step: string, next_on: string, };
export type OpenDispute = { invoice: number, reason: DisputeReason, 
/**
 * Ranks of the lines that they contest, the first being zero; none for no line in particular.
 */
lines: Array<number>, 
/**
 * If empty, what these lines come to with VAT, or all that is open.
 */
amount: string, 
/**
 * What the client says.
 */
words: string, 
/**
 * Who does what.
 */
next: string, 
/**
 * By when.
 */
next_by: string, };
export type OptionRow = { 
/**
 * Among all lines of the quote.
 */
position: number, section: string, label: string, detail: string, net: Cents, 
/**
 * What ticking it adds, VAT and discount on the whole counted.
 */
adds: Cents, ticked: boolean, };
export type OrderGates = { order: number, place: Place | null, protected: boolean, 
/**
 * Last day on which the client may withdraw.
 */
withdrawal_until: string | null, 
/**
 * First day on which money may be received.
 */
first_payment_on: string | null, start_requested_on: string | null, withdrawn_on: string | null, 
/**
 * Last day by which the client gets their money back.
 */
refund_by: string | null, may_request_start: boolean, may_withdraw: boolean, 
/**
 * A public body's engagement number, or the client's own order number.
 */
engagement: string, awaits_engagement: boolean, 
/**
 * A confirmation of the order, a welcome page, can still be issued.
 */
may_confirm: boolean, may_welcome: boolean, };
export type OrderPaperKind = "confirmation" | "welcome";
export type OrderVatPreview = { 
/**
 * Is there anything to choose?
 */
changed: boolean, 
/**
 * Why, in one sentence.
 */
why: string, rate: BasisPoints, before: Totals, 
/**
 * At the same prices before VAT, and at the same price to pay; none where that rate does not hold.
 */
net: Totals | null, gross: Totals | null, 
/**
 * Why not.
 */
refused: string, 
/**
 * May one ask the client for more than they signed?
 */
may_ask_more: boolean, };
export type OrderView = { id: number, number: string, quote_number: string, signed_on: string, signed_by: string, method: SignatureMethod, terms_accepted: boolean, gross: Cents, deposit_agreed: Cents, proof: number | null, 
/**
 * The quote with its signature; none for an order signed before these were kept.
 */
signed_paper: number | null, };
export type OtherAccount = { 
/**
 * What the seller calls it by: « Compte professionnel ».
 */
label: string, iban: string, bic: string, };
export type OtherInvoice = { invoice: number, 
/**
 * Empty for all that is open of it, as far as the money goes.
 */
amount: string, };
export type OtherWay = { 
/**
 * « Chèque »
 */
name: string, 
/**
 * « à l’ordre de Camille Durand »
 */
words: string, };
export type OutboxRow = { id: number, kind: SendingKind, client: ClientName, deal: number, 
/**
 * « F-2026-0012 »
 */
number: string, recipient: string, copies: string, subject: string, 
/**
 * Its very bytes, as a document.
 */
document: number, 
/**
 * Nobody pressed a button for it.
 */
by_itself: boolean, 
/**
 * ISO moments, local.
 */
made_at: string, state: MessageState, 
/**
 * When it came to be so.
 */
at: string, 
/**
 * Why it failed, or what the server answered.
 */
words: string, again: TryAgain | null, next_try: string | null, may_drop: boolean, may_resend: boolean, may_resolve: boolean, };
export type OutboxRun = { messages: Array<HandedOver>, 
/**
 * What keeps the others back, where something does.
 */
halted: string | null, };
export type OutboxView = { 
/**
 * What waits, what failed and what is unknown, in the order of queueing.
 */
waiting: Array<OutboxRow>, 
/**
 * What left or was taken back lately, the latest first.
 */
settled: Array<OutboxRow>, 
/**
 * Reminders that came due by themselves while nobody was there: they leave by one's own word.
 */
late: Array<PlannedMessage>, 
/**
 * A server is set.
 */
ready: boolean, 
/**
 * What keeps every message back now.
 */
halted: string | null, };
export type OutboxWork = { server: Server | null, 
/**
 * Messages that were being handed over when somebody died.
 */
orphans: Array<number>, 
/**
 * Those whose turn it is, in the order of queueing, what failed before last; none while something keeps all back.
 */
due: Array<number>, 
/**
 * Reminders leave by themselves now.
 */
by_itself: boolean, 
/**
 * What keeps every message back, where something does.
 */
halted: string | null, 
/**
 * It is the password of the server, which nobody told.
 */
wants_password: boolean, };
export type OwnPaper = "quote" | "deposit" | "invoice" | "credit_note";
export type OwnWords = { paper: OwnPaper, language: Language, 
/**
 * Before the lines; may have several lines.
 */
opening: string, 
/**
 * After the lines.
 */
closing: string, };
export type PaidInvoice = { invoice: number, number: string, amount: Cents, shares: Array<Share>, };
export type Paper = { name: string, media_type: string, base64: string, };
export type PapersExported = { folder: string, written: number, message: string, };
export type PartAccount = { 
/**
 * None for one that the import opens.
 */
id: number | null, label: string, };
export type PassOverFiles = { 
/**
 * Their SHA-256, as they were found.
 */
files: Array<string>, };
export type PassedWarnings = { 
/**
 * As they were shown.
 */
warnings: Array<string>, reason: string, };
export type PastReceiptRow = { id: number, 
/**
 * `2026-03`
 */
month: string, activity: Activity, amount: Cents, };
export type PastView = { series: Array<SeriesStart>, invoices: Array<InvoiceRow>, receipts: Array<PastReceiptRow>, 
/**
 * What the receipts entered here sum to.
 */
received: Cents, };
export type PaymentHistory = { 
/**
 * Invoices paid whole.
 */
paid_count: number, 
/**
 * Days from issue to payment, on average; none before the first payment.
 */
average_days: number | null, 
/**
 * Of the invoices paid, those paid after their due date.
 */
late_paid: number, 
/**
 * The same, and open ones past it.
 */
late_count: number, open: Cents, late: Cents, 
/**
 * One sentence that says it.
 */
told: string, };
export type PaymentKind = "received" | "refund" | "reversal" | "kept";
export type PaymentMethod = "transfer" | "card" | "cheque" | "cash" | "other";
export type PaymentPlanPreview = { 
/**
 * Numbers of its invoices.
 */
invoices: Array<string>, total: Cents, 
/**
 * Days and amounts; empty while they cannot be read.
 */
parts: Array<PreviewedPart>, 
/**
 * What the amounts told one by one leave or ask too much, as far as they can be read; none where they make the whole.
 */
gap: string | null, };
export type PaymentProposal = { invoices: Array<number>, 
/**
 * « F-2026-0046 : il en reste exactement 432,00 € »
 */
said: string, };
export type PaymentRow = { id: number, kind: PaymentKind, 
/**
 * The first invoice it settled, or that of the payment it undoes.
 */
invoice: number, 
/**
 * Of every invoice it settled: « F-2026-0045, F-2026-0046 ».
 */
number: string, client: ClientName, deal: number, 
/**
 * Negative for what went out.
 */
amount: Cents, received_on: string, method: PaymentMethod, reference: string, fee: Cents, 
/**
 * What settles nothing: to give back, or to use.
 */
left: Cents, reversed: boolean, 
/**
 * Where a cheque stands; none for other means.
 */
cheque: ChequeStanding | null, 
/**
 * The receipt, once it is written.
 */
receipt: number | null, };
export type PaymentShare = { invoice: number, number: string, amount: Cents, 
/**
 * What will be left of it.
 */
left: Cents, };
export type PaymentShares = { invoices: Array<PaidInvoice>, };
export type PaymentSort = "day" | "kind" | "client" | "method" | "amount";
export type PaymentState = "to_deposit" | "reversed";
export type Payments = { rows: Array<PaymentRow>, more: boolean, };
export type PaymentsFilter = { state?: PaymentState | null, kind?: PaymentKind | null, method?: PaymentMethod | null, client?: number | null, 
/**
 * Of the client.
 */
tag?: string, period?: Period | null, 
/**
 * Days and amounts as typed; empty for none.
 */
from?: string, to?: string, amount_from?: string, amount_to?: string, sort?: PaymentSort, direction?: Direction | null, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type Period = "month" | "last_month" | "quarter" | "year" | "last_year";
export type PersonCard = { name: string, 
/**
 * « gérante », « comptable ».
 */
function: string, email: string, phone: string, decides: boolean, receives_invoices: boolean, pays: boolean, };
export type PersonRow = { id: number, card: PersonCard, };
export type Place = "premises" | "off_premises" | "distance";
export type PlanContact = { deal: number, planned_on: string, why: string, };
export type PlanPart = { due_on: string, amount: Cents, 
/**
 * What is still to be paid of it.
 */
open: Cents, late: boolean, };
export type PlanRow = { id: number, client: ClientName, numbers: Array<string>, agreed_on: string, parts: Array<PlanPart>, open: Cents, state: PlanState, words: string, 
/**
 * The agreement.
 */
document: number, };
export type PlanStage = { order: number, 
/**
 * Rank among the stages of the order.
 */
stage: number, planned_on: string, 
/**
 * Why the day agreed changes.
 */
words: string, };
export type PlanState = "kept" | "late" | "broken" | "fulfilled";
export type PlanView = { instead_of: string | null, changed_on: string, words: string, };
export type PlannedMessage = { client: ClientName, 
/**
 * Days of the policy's step after the due date, negative before it; of a quote, after it left.
 */
step: number, tone: ReminderTone, channel: Channel, 
/**
 * Numbers, the one that is furthest first; none where it is about a quote.
 */
invoices: Array<string>, 
/**
 * The number of the quote that it is about.
 */
quote?: string, 
/**
 * What is asked for, or the total of the quote, in cents.
 */
amount: Cents, currency: string, 
/**
 * Why it is due, a sentence each.
 */
reasons: Array<string>, action: Proposal, 
/**
 * The action can be done as it is. A call never can: what was said in it is still to be told, and to note one that
 * nobody made would silence the step after it.
 */
complete: boolean, 
/**
 * The policy lets it leave by itself.
 */
by_itself: boolean, 
/**
 * The deal of the quote, or of the first invoice.
 */
deal: number, 
/**
 * Its title.
 */
title: string, 
/**
 * Days since the first invoice was due.
 */
late_days: number, };
export type PlatformStatus = "deposited" | "issued_by_platform" | "received_by_platform" | "made_available" | "taken_in_charge" | "approved" | "partly_approved" | "in_dispute" | "suspended" | "completed" | "refused" | "payment_sent" | "cashed" | "rejected";
export type PlatformStatusRow = { id: number, day: string, status: PlatformStatus, 
/**
 * Three digits.
 */
code: string, 
/**
 * « refusée »
 */
told: string, words: string, 
/**
 * The user is to do something about it.
 */
wants_an_answer: boolean, };
export type PoliciesView = { policies: Array<PolicyView>, quotes: QuotePolicyView, 
/**
 * Days during which a client who was reminded is left alone.
 */
pace: number, };
export type PolicyView = { 
/**
 * None where it is one client's own.
 */
profile: ClientProfile | null, client: ClientName | null, steps: Array<ReminderStep>, 
/**
 * Each step in words.
 */
told: Array<string>, 
/**
 * As it ships; for one client, as their profile has it.
 */
shipped: boolean, 
/**
 * How and when one reminds by it, as quotes say it.
 */
announced: string, 
/**
 * Days after an invoice left on which one asks whether it came; none for no such look.
 */
reception: number | null, };
export type Preferences = { 
/**
 * Days from issue to due date, or terms in words (30).
 */
payment_days: string, 
/**
 * Days a quote stays valid (30).
 */
validity_days: string, 
/**
 * Deposit in percent (30), or an amount (500 €).
 */
deposit: string, 
/**
 * The sentence on late payment for professionals, instead of the legal default.
 */
late_wording: string, 
/**
 * The yearly rate of late payment agreed with professionals, in percent; empty for the law's own.
 */
late_rate: string, 
/**
 * What part payments pay first.
 */
part_payments: Imputation, 
/**
 * The sentence on early-payment discount, instead of « Pas d’escompte… ».
 */
discount_wording: string, 
/**
 * The usual discount for early payment, « 2 % à 8 jours »; empty for none.
 */
early_discount: string, 
/**
 * How one is paid, on quotes: « Paiement par virement. »
 */
payment_means: string, 
/**
 * Quotes say how and when one reminds; books begun before one chose say it.
 */
announce_reminders: boolean | null, 
/**
 * IANA name such as `Europe/Paris`; empty for the system's.
 */
time_zone: string, 
/**
 * Where backups go, beside the data folder's own.
 */
backup_folder: string, 
/**
 * A second place for backups: a stick, a synced folder; empty for none.
 */
second_backup_folder: string, 
/**
 * Gross amount of a quote beyond which a firm's solvency is checked; empty for never.
 */
check_above: string, 
/**
 * Nobody is reminded of what is left of an invoice below this (1,00); 0 for none.
 */
remind_from: string, 
/**
 * Days during which a client who was reminded is left alone (7).
 */
reminder_pace: string, 
/**
 * Days after the last one of a bank statement from which one imports the next before anybody is reminded (7); 0 for
 * never.
 */
statement_days: string, 
/**
 * Greetings and closings on papers.
 */
own_words: Array<OwnWords>, 
/**
 * Whose public holidays one keeps.
 */
region: Region, };
export type PreferencesView = { preferences: Preferences, effective: EffectivePreferences, 
/**
 * How a regular client is reminded, as quotes say it where they announce it.
 */
usual_reminders: string, 
/**
 * The longest delays of payment that the law sets some clients and trades.
 */
ceilings: Array<CeilingView>, };
export type Preset = { 
/**
 * « Orange »
 */
name: string, 
/**
 * Domains of the addresses that are this provider's for sure; none where people bring their own domain, and choose it
 * by its name.
 */
domains: Array<string>, host: string, port: number, security: Security, user: UserForm, 
/**
 * Whether the provider takes a password at all; where not, messages leave through the mail program.
 */
takes_password: boolean, 
/**
 * What to know about its passwords, in French.
 */
note: string, 
/**
 * The provider's page about it, to be opened by the user; may be empty.
 */
page: string, 
/**
 * Where this was read.
 */
source: string, 
/**
 * On which day.
 */
read_on: string, };
export type PreviewAcceptance = { quote: number, 
/**
 * Positions of the options ticked, among all lines of the quote.
 */
options: Array<number>, };
export type PreviewClientImport = { file: FileBytes, };
export type PreviewDirectory = { 
/**
 * What the directory answered: a table (CSV) of at most 10 MB.
 */
file: FileBytes, 
/**
 * Where its titles do not say it: which column holds what.
 */
columns: DirectoryColumns | null, };
export type PreviewDueDate = { invoice: number, due_on: string, };
export type PreviewMessage = { what: MessageKind, id: number, 
/**
 * Of a reminder; none for the one that the policy gives.
 */
tone: ReminderTone | null, 
/**
 * Invoices that go with a reminder of the first; none for all that are late.
 */
also: Array<number> | null, 
/**
 * The policy's step that a reminder is.
 */
step: number | null, 
/**
 * Addresses, separated by commas; empty for the client's own.
 */
recipient: string, 
/**
 * Those who receive a copy, likewise.
 */
copies: string, 
/**
 * Empty for the house's own words.
 */
message_subject: string, message_body: string, };
export type PreviewMessageTemplate = { code: string, language: Language, subject: string, body: string, };
export type PreviewOrderPaper = { order: number, kind: OrderPaperKind, };
export type PreviewOrderVat = { order: number, 
/**
 * None for the rate that holds by itself.
 */
vat_rate: BasisPoints | null, vat_reason: string, };
export type PreviewQuote = { deal: number, content: QuoteContent, };
export type PreviewReminder = { invoice: number, also: Array<number> | null, step: number | null, tone: ReminderTone | null, 
/**
 * A text message has few words.
 */
brief: boolean, message_subject: string, message_body: string, };
export type PreviewTable = { file: FileBytes, };
export type PreviewedPart = { due_on: string, amount: Cents, };
export type Problem = { field: string, message: string, blocking: boolean, 
/**
 * What the input may mean, where it can be read in several ways.
 */
readings?: Array<Reading>, };
export type PromiseRow = { invoice: number, number: string, deal: number, client: ClientName, noted_on: string, promised_on: string, amount: Cents, words: string, state: PromiseState, };
export type PromiseState = "waited" | "kept" | "broken";
export type Proposal = { name: ActionName, payload: Record<string, unknown>, };
export type ProposeFilesAgain = { 
/**
 * Their SHA-256, as they were found.
 */
files: Array<string>, };
export type ProposedShare = { 
/**
 * None where it is no invoice.
 */
invoice: number | null, kind: TargetKind, 
/**
 * Of the invoice, the order, or what a payment settled.
 */
number: string, client: string, 
/**
 * Of an order whose deposit is to be invoiced first.
 */
deal: number | null, amount: Cents, };
export type Protect = { passphrase: string, 
/**
 * The one in force, where there is one.
 */
current: string, };
export type Protection = { locked: boolean, 
/**
 * Copies of these books that do not follow the passphrase in force: open, locked with another, or damaged.
 */
behind: Array<string>, message: string, };
export type PublishTerms = { 
/**
 * Empty where the terms are a file.
 */
text: string, 
/**
 * A PDF instead of the text.
 */
file: FileBytes | null, 
/**
 * Days of silence after the delivery that are acceptance, where the terms say so; empty for none.
 */
tacit_days: string, };
export type PutOffTask = { 
/**
 * Its key.
 */
task: string, 
/**
 * The day on which it comes back, as typed: « demain », « lundi », « +7 j ».
 */
until: string, };
export type QualifyDeal = { deal: number, 
/**
 * Where they come from; what was noted stays when it is not said again.
 */
source: string | null, need: string, budget: string, 
/**
 * Is this the kind of client one looks for?
 */
ideal: boolean, next_step: string, next_on: string, };
export type QueueReminders = { 
/**
 * Those too that came due before today, at whatever hour.
 */
all: boolean, };
export type QuoteContent = { 
/**
 * What the work is about; printed above the lines.
 */
subject: string, lines: Array<LineContent>, 
/**
 * Discount on the whole, in percent.
 */
discount: string, 
/**
 * Deposit asked at signature: in percent of the whole (« 30 »), or an amount with VAT (« 500 € »).
 */
deposit: string, 
/**
 * Last day on which it can be signed.
 */
valid_until: string, 
/**
 * When the work starts and how long it lasts, in words.
 */
start: string, duration: string, 
/**
 * Days from an invoice to its due date, or terms in words: « 45 jours fin de mois ».
 */
payment_days: string, 
/**
 * Discount for early payment: « 2 % à 8 jours », « aucun »; empty for what is usual.
 */
early_discount: string, 
/**
 * Anything else that the client should read.
 */
notes: string, 
/**
 * Unit prices are typed with VAT included.
 */
with_vat: boolean, 
/**
 * What the client must supply: « le logo », « les textes ».
 */
supplies: Array<string>, 
/**
 * Stages of the work, announced to the client.
 */
stages: Array<StageContent>, 
/**
 * How one is paid, in words.
 */
payment_means: string, };
export type QuotePolicyView = { steps: Array<QuoteStep>, 
/**
 * Each step in words.
 */
told: Array<string>, 
/**
 * As it ships.
 */
shipped: boolean, };
export type QuotePreview = { 
/**
 * What each typed line makes, net or with VAT as its price is typed; none where it cannot be worked out.
 */
lines: Array<Cents | null>, discount: Cents, totals: Totals, 
/**
 * The same without disbursements, and these apart.
 */
work: Totals, disbursements: Cents, deposit: Totals, 
/**
 * « 30 % », « 500,00 € »: as it was understood; empty for none.
 */
deposit_said: string, balance: Cents, 
/**
 * The discount for early payment that the paper offers, « 2 % à 8 jours »; empty for none.
 */
early_discount: string, valid_until: string, payment_days: number, 
/**
 * « 45 jours fin de mois »
 */
payment_terms: string, 
/**
 * Version of the terms that would be joined.
 */
terms: number | null, 
/**
 * What stands on the paper where nothing is typed.
 */
payment_means: string, reminders: string, 
/**
 * How VAT stands between seller and buyer, in sentences.
 */
situation: Array<string>, 
/**
 * What speaks for prudence with this client, and what to ask instead.
 */
risk: ClientRisk | null, problems: Array<Problem>, seller: Array<string>, buyer: Array<string>, sendable: boolean, };
export type QuoteRow = { id: number, number: string, version: number, deal: number, title: string, client: ClientName, sent_on: string, valid_until: string, gross: Cents, status: QuoteStatus, 
/**
 * The same, as people read it.
 */
state: State, 
/**
 * Why it was refused, where the deal was lost.
 */
lost: LostReason | null, document: number, };
export type QuoteSort = "number" | "client" | "title" | "sent" | "valid" | "state" | "amount";
export type QuoteState = "to_send" | "waiting" | "expired" | "signed" | "lost";
export type QuoteStatus = "to_send" | "sent" | "expired" | "signed" | "lost";
export type QuoteStep = { 
/**
 * Days after the quote left.
 */
days: number, channel: Channel, 
/**
 * Leaves by itself; otherwise it waits for a press.
 */
by_itself: boolean, };
export type QuoteVersion = { version: number, sent_on: string, 
/**
 * How it first left; none if it did not.
 */
method: Channel | null, 
/**
 * The day it left.
 */
left_on: string | null, valid_until: string, gross: Cents, document: number, 
/**
 * Sentences, in the order of the paper; none for the first version.
 */
changes: Array<string>, };
export type QuoteVersions = { number: string, 
/**
 * Latest first.
 */
rows: Array<QuoteVersion>, };
export type Quotes = { rows: Array<QuoteRow>, drafts: Array<DraftRow>, more: boolean, };
export type QuotesFilter = { state?: QuoteState | null, client?: number | null, 
/**
 * Of the client.
 */
tag?: string, period?: Period | null, 
/**
 * Days and amounts as typed; empty for none.
 */
from?: string, to?: string, amount_from?: string, amount_to?: string, sort?: QuoteSort, direction?: Direction | null, 
/**
 * The row already shown that the page comes after; none for the first page.
 */
before?: number | null, most?: number | null, };
export type ReachStage = { order: number, stage: number, reached_on: string, 
/**
 * Why it is reached although work for the client is stopped; kept and shown.
 */
override_reason: string, };
export type ReadFound = { 
/**
 * Its SHA-256, as it was told.
 */
hash: string, };
export type Reading = { 
/**
 * « 1 200,00 € »
 */
shown: string, 
/**
 * What to type so that it is read this way alone.
 */
typed: string, };
export type ReceiptsBook = { from: string, to: string, 
/**
 * « 4e trimestre 2026 »
 */
span: string, 
/**
 * In order of days.
 */
rows: Array<TakingRow>, totals: TakingTotals, };
export type ReceiveSupply = { order: number, supply: number, received_on: string, words: string, 
/**
 * What was received, where it is a PDF or an image worth keeping.
 */
file: FileBytes | null, };
export type ReceivedFilter = { shown: ReceivedShown, 
/**
 * Words of the seller's name or of the number.
 */
search: string, };
export type ReceivedInvoices = { rows: Array<ReceivedRow>, 
/**
 * How many there are under that filter.
 */
count: number, 
/**
 * Any at all.
 */
any: boolean, 
/**
 * In euros, of all: to be paid, and what of it is due.
 */
to_pay: Cents, due: Cents, };
export type ReceivedPreview = { 
/**
 * The day on which it is to be paid, as it says itself.
 */
due_on: string | null, 
/**
 * There is something to pay of it.
 */
payable: boolean, 
/**
 * What is to be looked at before.
 */
warnings: Array<string>, 
/**
 * Why it is not kept, if so.
 */
refused: string | null, 
/**
 * The one on the list that it is already.
 */
kept: number | null, };
export type ReceivedRow = { id: number, seller: string, number: string, credit: boolean, issued_on: string | null, due_on: string | null, 
/**
 * Hundredths of the currency; below zero for a credit note.
 */
total: Cents, to_pay: Cents, currency: string, state: State, verdict: ReceivedVerdict, paid_on: string | null, 
/**
 * That it was paid can be noted, or taken back.
 */
payable: boolean, };
export type ReceivedShown = "all" | "to_pay" | "paid";
export type ReceivedVerdict = "valid" | "warnings" | "errors";
export type ReceivedView = { row: ReceivedRow, kept_on: string, 
/**
 * What the file was called.
 */
name: string, 
/**
 * Grouped by four; empty where it says none.
 */
account: string, reference: string, 
/**
 * It is a PDF, which can be shown.
 */
pdf: boolean, 
/**
 * What it says, and what is wrong with it by the rules of today.
 */
checked: InvoiceChecked, };
export type ReceptionCheckRow = { day: string, result: ReceptionResult, words: string, };
export type ReceptionResult = "received" | "other_addressee" | "reference_missing" | "being_approved" | "contested";
export type ReceptionView = { 
/**
 * The latest report given to sign.
 */
report: number | null, report_on: string | null, manner: Manner | null, accepted_on: string | null, signed_by: string, reserves: string, proof: number | null, lifted_on: string | null, 
/**
 * The first day on which silence is acceptance, where the accepted terms say so.
 */
tacit_from: string | null, may_report: boolean, may_accept: boolean, may_lift: boolean, };
export type RecordAcceptance = { order: number, manner: Manner, accepted_on: string, signed_by: string, 
/**
 * One by line.
 */
reserves: string, 
/**
 * The signed report.
 */
proof: FileBytes | null, };
export type RecordCession = { invoice: number, 
/**
 * Who collects it now.
 */
to: string, };
export type RecordCharges = { invoice: number, 
/**
 * Charges of late payment, claimed or not, if not said.
 */
kind: ChargesPaid, 
/**
 * Which costs: « lettre recommandée du 3 mars ».
 */
words: string, 
/**
 * In euros, as typed; of charges of late payment, all that is owed if empty, or else all that runs.
 */
amount: string, received_on: string, method: PaymentMethod, reference: string, };
export type RecordContact = { deal: number, contacted_on: string, words: string, };
export type RecordDelivery = { order: number, delivered_on: string, note: string, 
/**
 * A signed acceptance report, if there is one.
 */
proof: FileBytes | null, };
export type RecordEngagement = { order: number, 
/**
 * Printed on the invoices.
 */
order_number: string, 
/**
 * Today if empty.
 */
received_on: string, };
export type RecordInsolvency = { client: number, 
/**
 * The day on which the judgment that opened the proceedings was published.
 */
published_on: string, 
/**
 * The day of that judgment; empty where it is not known.
 */
judged_on: string, 
/**
 * The proceedings, the court, who represents the creditors.
 */
words: string, };
export type RecordLateReason = { invoice: number, reason: LateReason, 
/**
 * Who said it, and what exactly.
 */
words: string, };
export type RecordPastInvoice = { client: number, 
/**
 * The number that it bears.
 */
number: string, 
/**
 * What it was for; empty for its number.
 */
title: string, issued_on: string, due_on: string, 
/**
 * Its gross total, in euros.
 */
total: string, 
/**
 * What is still to be paid of it.
 */
open: string, vat_rate: BasisPoints, 
/**
 * The invoice itself, as the client has it.
 */
file: FileBytes, };
export type RecordPastReceipt = { 
/**
 * `03/2026`
 */
month: string, activity: Activity, 
/**
 * Gross amount received, in euros.
 */
amount: string, };
export type RecordPayment = { invoice: number, 
/**
 * The whole amount received, in euros, as typed.
 */
amount: string, received_on: string, method: PaymentMethod, reference: string, 
/**
 * What a provider kept of it.
 */
fee: string, 
/**
 * Other invoices of the same client that it settles too.
 */
others: Array<OtherInvoice>, 
/**
 * What goes beyond stays in the client's favour.
 */
keep_excess: boolean, 
/**
 * Why what is left of the invoice that the money does not cover is given up with it; empty to go on claiming it.
 */
give_up: string, 
/**
 * What becomes of the discount promised to who pays early, where money is short by it.
 */
early_discount: EarlyChoice, 
/**
 * Why it came before anything was agreed, where it did.
 */
early_words: string, };
export type RecordPromise = { invoice: number, 
/**
 * The day on which they said that they pay; empty where the promise stands no more.
 */
promised_on: string, 
/**
 * All that is open if empty.
 */
amount: string, 
/**
 * Who said it, and how.
 */
words: string, };
export type RecordQuoteSent = { 
/**
 * A quote or an amendment, whose latest version left.
 */
quote: number, method: Channel, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type RecordReferral = { deal: number, received_on: string, 
/**
 * Whom the client recommended one to.
 */
name: string, };
export type RecordSatisfaction = { deal: number, answered_on: string, 
/**
 * 0 to 10; empty when the client did not answer.
 */
score: string, words: string, };
export type RecordSecurity = { client: number, kind: SecurityKind, 
/**
 * The guarantor, the insurer; empty for a retention of title.
 */
who: string, 
/**
 * The most that it stands good for; empty for all.
 */
amount: string, 
/**
 * Its last day; empty where it has none.
 */
until: string, 
/**
 * Days after the due date within which an insurer is told; empty for others.
 */
days: string, words: string, };
export type RecordSolvencyCheck = { client: number, checked_on: string, 
/**
 * Where one looked: « Infogreffe », « Banque de France ».
 */
source: string, result: Solvency, words: string, 
/**
 * The report, if one was obtained.
 */
file: FileBytes | null, };
export type RecordStartRequest = { order: number, requested_on: string, 
/**
 * The client's own words, where there is no file.
 */
words: string, 
/**
 * PDF, PNG or JPEG.
 */
proof: FileBytes | null, 
/**
 * They acknowledge losing the right to withdraw once the work is done whole.
 */
waiver: boolean, };
export type RecordTestimonial = { deal: number, received_on: string, words: string, 
/**
 * The client agrees that it be published.
 */
may_publish: boolean, };
export type RecordWithdrawal = { deal: number, withdrawn_on: string, 
/**
 * What the client wrote.
 */
words: string, proof: FileBytes | null, 
/**
 * How much was done at the client's request, in percent of the order; it is invoiced.
 */
done: string, };
export type RefundClient = { 
/**
 * The payment that brought too much.
 */
payment: number, amount: string, refunded_on: string, method: PaymentMethod, reference: string, };
export type Refusal = { code: Code, message: string, 
/**
 * Path of the input, such as `lines[2].quantity`; none when it is about the whole.
 */
field: string | null, 
/**
 * What the input may mean, where it can be read in several ways: one of them is chosen.
 */
readings?: Array<Reading>, };
export type RefusedLine = { line: number, 
/**
 * How it begins, so that people know which one it is.
 */
text: string, reason: string, };
export type Region = "metropolis" | "alsace_moselle" | "guadeloupe" | "guyane" | "martinique" | "mayotte" | "reunion" | "saint_barthelemy" | "saint_martin";
export type RegisteredAs = "liberal" | "merchant" | "artisan";
export type Rehearsal = { 
/**
 * The last day on which the statement of the bank is fresh enough; none where none is waited for.
 */
stated_until: string | null, days: Array<RehearsalDay>, };
export type RehearsalDay = { day: string, messages: Array<PlannedMessage>, };
export type RehearseDunning = { 
/**
 * Today if empty.
 */
from: string, 
/**
 * How many days, ninety if none.
 */
days: number | null, 
/**
 * As if the statements of the bank were imported as they come; otherwise nothing more leaves once the last is too old.
 */
with_statements: boolean, };
export type RehearseErasure = { client: number, person: number | null, };
export type RemindClient = { 
/**
 * The invoice that it begins with.
 */
invoice: number, 
/**
 * Those that go with it; none for all of the client's that are late and may be asked about.
 */
also: Array<number> | null, 
/**
 * The policy's step, where the plan proposed it.
 */
step: number | null, 
/**
 * None for the one that the policy gives.
 */
tone: ReminderTone | null, method: Channel, 
/**
 * Today if empty.
 */
sent_on: string, recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * What was said in a call.
 */
words: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type ReminderPreview = { tone: ReminderTone, late_days: number, client: number, 
/**
 * What it asks for, the invoice that it begins with first.
 */
invoices: Array<AskedInvoice>, total: Cents, message: MessagePreview, 
/**
 * Whom one calls; empty where nobody is known.
 */
person: string, phone: string, 
/**
 * What one can say in a call of that tone.
 */
script: string, 
/**
 * Neither a Sunday nor a public holiday: one may call, or write a letter.
 */
calling_day: boolean, 
/**
 * The day of the latest reminder to this client, of whatever invoice.
 */
reminded_on: string | null, };
export type ReminderStep = { 
/**
 * Days after the due date; before it where negative.
 */
days: number, channel: Channel, tone: ReminderTone, 
/**
 * Leaves by itself; otherwise it waits for a press.
 */
by_itself: boolean, 
/**
 * Only for invoices of which at least this is left, in cents.
 */
least: Cents, };
export type ReminderTone = "friendly" | "neutral" | "firm" | "formal";
export type RemindersView = { plan: DunningPlan, 
/**
 * Of what is still to be paid, the earliest first.
 */
promises: Array<PromiseRow>, 
/**
 * Those that go on.
 */
disputes: Array<DisputeRow>, stops: Array<StopRow>, 
/**
 * Why clients paid late, the most frequent first.
 */
late_reasons: Array<LateReasonCount>, 
/**
 * Payment plans that were not ended.
 */
plans: Array<PlanRow>, 
/**
 * What each year lost, the latest first.
 */
losses: Array<LossYear>, };
export type RemoveCatalogueItem = { item: number, };
export type RemoveLawRow = { 
/**
 * Its rank among the rows that were added.
 */
row: number, };
export type RemovePerson = { person: number, };
export type RemoveReceivedInvoice = { received: number, };
export type ReportContent = { 
/**
 * What was done, one line each, to begin from.
 */
done: string, };
export type Reported = { span: string, rows: Array<ReportedRow>, 
/**
 * When this becomes a duty.
 */
sentence: string, };
export type ReportedRow = { 
/**
 * « novembre 2026 »
 */
period: string, to: ReportedTo, what: ReportedWhat, rate: BasisPoints, net: Cents, vat: Cents, };
export type ReportedTo = "consumers" | "abroad";
export type ReportedWhat = "sales" | "receipts";
export type ResolveMessage = { message: number, 
/**
 * It did leave; otherwise it is sent again as it was.
 */
left: boolean, };
export type Restore = { path: string | null, file: FileBytes | null, 
/**
 * `F-2026-0012`…: the last number of each series given out, only when asked for.
 */
last_numbers: Array<string>, 
/**
 * The passphrase or recovery code of a locked backup, where the books in use have another.
 */
passphrase: string | null, 
/**
 * They are another firm's than the books that they replace, only when asked for.
 */
other_firm: boolean, };
export type RestoreTask = { choice: number, };
export type Restored = { 
/**
 * Where the replaced books were put; empty if there were none.
 */
kept_aside: string, message: string, };
export type ResumeReminders = { stop: number, words: string, };
export type ResumeWork = { client: number, words: string, };
export type RetentionList = { rows: Array<RetentionRow>, count: number, };
export type RetentionRow = { client: number, name: string, 
/**
 * What is kept, in a few words.
 */
what: string, 
/**
 * From which day its time is counted, and the last day of it.
 */
from: string, until: string, 
/**
 * All that the law does not ask to keep of them was erased.
 */
erased: boolean, };
export type RetentionRule = { what: string, years: number, counted_from: string, source: string, };
export type RetentionView = { rules: Array<RetentionRule>, 
/**
 * Past their time: to be erased.
 */
due: RetentionList, kept: RetentionList, };
export type ReversePayment = { payment: number, reason: string, 
/**
 * The day the bank took the money back; empty where the payment was typed by mistake and never came.
 */
gone_on: string, };
export type Review = { 
/**
 * 1 is Monday, 7 Sunday, 0 none.
 */
day: number, 
/**
 * « vendredi »; empty for none.
 */
day_name: string, last_on: string | null, due: boolean, 
/**
 * Payments recorded in the last week, to compare with the bank.
 */
receipts: Array<PaymentRow>, findings: Array<ReviewFinding>, books: Array<BooksFinding>, };
export type ReviewFinding = { kind: ReviewKind, text: string, deal: number, title: string, client: number, client_name: string, };
export type ReviewKind = "begun_early" | "not_invoiced" | "money_unused" | "very_late" | "quote_expired" | "long_work" | "no_next_step" | "card_incomplete";
export type Rhythm = "month" | "quarter";
export type RiskChoice = "go_on" | "deposit" | "pay_first" | "stop";
export type RiskDecisionRow = { decided_on: string, 
/**
 * « demander un acompte de 40 % »
 */
said: string, reason: string, again_on: string, 
/**
 * It is time to look again.
 */
due: boolean, };
export type RiskField = "deposit" | "payment_days";
export type RiskProposal = { 
/**
 * « Acompte de 50 % »
 */
label: string, 
/**
 * The field of the quote, and what is typed in it.
 */
field: RiskField, value: string, };
export type Route = { code: string, name: string, cost: string, time: string, text: string, 
/**
 * The articles it rests on.
 */
source: string, };
export type SaidAccount = { 
/**
 * As the file names it; empty where it names none: of several, in the order of the file.
 */
named: string, 
/**
 * Its label or its IBAN; a label that no account has opens one.
 */
account: string, };
export type SalesJournal = { from: string, to: string, span: string, rows: Array<SalesRow>, net: Cents, vat: Cents, gross: Cents, };
export type SalesLine = { account: string, name: string, debit: Cents, credit: Cents, };
export type SalesRow = { invoice: number, 
/**
 * The paper.
 */
document: number, on: string, number: string, kind: InvoiceKind, client: string, net: Cents, vat: Cents, gross: Cents, 
/**
 * Its entry, for the accountant.
 */
lines: Array<SalesLine>, };
export type Satisfaction = { answers: number, 
/**
 * « 8,4 sur 10 », empty without an answer.
 */
average: string, 
/**
 * Share of 9 and 10 less share of 0 to 6, from -100 to 100; none under five answers, which would say nothing.
 */
recommendation: number | null, };
export type SaveCopy = { path: string, };
export type SaveDraft = { 
/**
 * `quote:12` for deal 12, `identity`, `client:new`…
 */
key: string, content: unknown, };
export type Saved = { 
/**
 * Where the copy is.
 */
path: string, message: string, };
export type Search = { 
/**
 * Words, a number, an amount or their beginning. Empty: what was touched last.
 */
text: string, 
/**
 * Of this kind alone.
 */
kind?: HitKind | null, };
export type SearchHit = { kind: HitKind, id: number, deal: number | null, title: string, detail: string, 
/**
 * Where it stands, what says most first; nothing of a client who owes nothing.
 */
states: Array<State>, 
/**
 * The day it bears, or on which it last changed.
 */
day: string | null, 
/**
 * What it asks; of a client, what they owe. None of a deal that has no price yet.
 */
amount: Cents | null, 
/**
 * What is left to pay, of an invoice.
 */
open: Cents | null, };
export type SearchResults = { hits: Array<SearchHit>, 
/**
 * Nothing is written as it was typed: these are one slip of a finger away.
 */
near: boolean, };
export type SecondPlace = { 
/**
 * Empty where none was chosen.
 */
folder: string, last_on: string | null, 
/**
 * Why the last copy was not made.
 */
trouble: string | null, };
export type Security = "tls" | "start_tls" | "plain";
export type SecurityKind = "retention_of_title" | "guarantor" | "insurance";
export type SecurityRow = { id: number, kind: SecurityKind, noted_on: string, who: string, amount: Cents | null, until: string | null, 
/**
 * Days after the due date within which an insurer is told.
 */
days: number | null, words: string, };
export type SendDuplicate = { 
/**
 * The invoice or the credit note whose duplicate goes.
 */
invoice: number, method: Channel, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type SendInvoice = { 
/**
 * An invoice or a credit note.
 */
invoice: number, method: Channel, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type SendQuote = { deal: number, content: QuoteContent, 
/**
 * How it left, if it already did; otherwise it is numbered, and its sending noted later.
 */
method: Channel | null, };
export type SendReceipt = { 
/**
 * The payment whose receipt it is.
 */
payment: number, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type SendingKind = "invoice" | "quote" | "quote_follow_up" | "reminder" | "receipt" | "follow_up" | "announcement" | "promise" | "suspension" | "duplicate";
export type SendingRow = { id: number, kind: SendingKind, method: Channel, day: string, recipient: string, 
/**
 * Who received a copy.
 */
copies: string, 
/**
 * Of a reminder.
 */
tone: ReminderTone | null, 
/**
 * What was said in a call.
 */
words: string, 
/**
 * The bytes of the e-mail, or the letter.
 */
document: number | null, 
/**
 * When it was said that it did not leave after all.
 */
withdrawn_on: string | null, 
/**
 * It can be said that it did not leave.
 */
may_withdraw: boolean, };
export type Series = "quote" | "order" | "invoice" | "credit_note";
export type SeriesStart = { series: Series, year: number, 
/**
 * The number that comes next, written.
 */
next: string, 
/**
 * Nothing was numbered yet: the first number may be set.
 */
may_be_set: boolean, };
export type Server = { 
/**
 * « smtp.exemple.fr »
 */
host: string, port: number, security: Security, 
/**
 * Who logs in; none where the server asks nobody who they are.
 */
user: string | null, 
/**
 * Certificates (PEM) of an authority that this server alone is believed by, besides those of the system: for who
 * runs a server of their own.
 */
authority: string | null, };
export type SetAccounting = { urssaf: Rhythm, vat: VatRhythm, 
/**
 * The first day of the activity; empty where it began in a year that is over.
 */
began_on: string, 
/**
 * « Versement libératoire »: income tax is paid with contributions.
 */
pays_income_tax: boolean, 
/**
 * A regulated liberal profession, insured by the CIPAV.
 */
cipav: boolean, 
/**
 * « Acre »: contributions are reduced until the end of the third quarter after that of the beginning.
 */
acre: boolean, registered_as: RegisteredAs, place: UrssafPlace, accounts: Array<TypedAccount>, };
export type SetFirstNumber = { series: Series, 
/**
 * This year if empty; or the next.
 */
year: string, 
/**
 * The first number that this house gives.
 */
first: string, };
export type SetLogo = { 
/**
 * PNG or JPEG, transparency kept.
 */
file: FileBytes, };
export type SetMailServer = { 
/**
 * « smtp.exemple.fr »; empty for none: messages leave by the mail program alone.
 */
host: string, 
/**
 * 465, or 587 with STARTTLS, where nothing is typed.
 */
port: string, security: Security, 
/**
 * Who logs in; empty where the server asks nobody who they are.
 */
user: string, 
/**
 * Certificates (PEM) of an authority of one's own; empty for those of the system.
 */
authority: string, copy_to_self: boolean, 
/**
 * Hours at which reminders leave by themselves: 9 and 18 where nothing is typed.
 */
from_hour: string, to_hour: string, };
export type SetMessageTemplate = { 
/**
 * « reminder_firm », as `message_templates` names them.
 */
code: string, language: Language, 
/**
 * With places in braces, `{numéro}`; empty, as the body, for the house's own words again.
 */
subject: string, body: string, 
/**
 * `body` where a formal notice goes without what the law wants in it.
 */
confirmed: Array<string>, };
export type SetQuoteFollowUps = { 
/**
 * Empty for who never asks; none for the house's own steps again.
 */
steps: Array<TypedQuoteStep> | null, };
export type SetReminderPolicy = { 
/**
 * The clients of this profile; none where it is one client's own.
 */
profile: ClientProfile | null, client: number | null, 
/**
 * Empty for who is never reminded; none for the house's own steps again, or for a client those of their profile.
 */
steps: Array<TypedStep> | null, 
/**
 * Days after an invoice left on which one asks whether it came; empty for no such look.
 */
reception: string, };
export type SetReviewDay = { 
/**
 * 1 is Monday, 7 Sunday, 0 for no review.
 */
day: number, };
export type SettleDispute = { dispute: number, outcome: DisputeOutcome, words: string, };
export type SettleOrderVat = { order: number, keep: Keep, 
/**
 * In basis points: 2000 is 20 %.
 */
vat_rate: BasisPoints, 
/**
 * A code of the reasons or one’s own words; empty where the parties say it.
 */
vat_reason: string, };
export type SettleReceivedInvoice = { received: number, 
/**
 * The day on which it was paid, as typed; empty where it is still to be paid.
 */
paid_on: string, };
export type Share = { rate: BasisPoints, 
/**
 * None for disbursements, which bring no turnover.
 */
activity: Activity | null, 
/**
 * Cents.
 */
net: Cents, vat: Cents, };
export type SideStands = "valid" | "warnings" | "errors";
export type SignatureMethod = "signed_paper" | "email" | "purchase_order" | "drawn";
export type SinceBackup = { 
/**
 * What was written since; none where these books do not know that copy as one of theirs.
 */
lines: number | null, 
/**
 * The latest of it, in words, latest first.
 */
told: Array<string>, };
export type Solvency = "good" | "doubtful" | "bad";
export type SolvencyRow = { id: number, checked_on: string, source: string, result: Solvency, words: string, document: number | null, };
export type SourceRow = { 
/**
 * Empty for deals whose source was not noted.
 */
source: string, deals: number, revenue: Cents, };
export type Stage = "contact" | "qualified" | "quoted" | "signed" | "deposit_paid" | "in_delivery" | "delivered" | "invoiced" | "paid" | "followed_up" | "lost" | "cancelled";
export type StageAnnouncement = { 
/**
 * A text to send, to change as one likes.
 */
text: string, };
export type StageContent = { label: string, 
/**
 * Empty when the day is not known yet.
 */
planned_on: string, };
export type StageSum = { stage: Stage, count: number, amount: Cents, };
export type StageView = { label: string, planned_on: string | null, 
/**
 * Changes of plan, oldest first.
 */
plans: Array<PlanView>, reached_on: string | null, announced_on: string | null, 
/**
 * The day planned has passed and the stage is not reached.
 */
late: boolean, may_plan: boolean, may_reach: boolean, may_announce: boolean, };
export type State = { label: string, tone: StateTone, };
export type StateTone = "late" | "soon" | "good" | "accent" | "none";
export type Statement = { client: ClientName, on: string, 
/**
 * In order.
 */
lines: Array<StatementLine>, 
/**
 * What is owed; below zero for what is the client's.
 */
balance: Cents, 
/**
 * What is left to pay of invoices.
 */
open: Cents, late: Cents, aged: AgedBalance, 
/**
 * What the client paid that settles nothing.
 */
credit: Cents, 
/**
 * What is left of invoices that were ceded: in the balance, payable to somebody else.
 */
ceded: Cents, 
/**
 * What of it proceedings hold.
 */
held: Cents, 
/**
 * What of it is contested: not asked for, and not in `open`.
 */
contested: Cents, 
/**
 * The next day of a payment plan that is kept, by which what it holds is due.
 */
plan_next: string | null, 
/**
 * The day on which insolvency proceedings were published: nothing is asked for.
 */
insolvent_on: string | null, 
/**
 * Charges of late payment that were claimed, beside the balance.
 */
charges: Cents, };
export type StatementKind = "invoice" | "credit_note" | "payment" | "refund" | "kept" | "given_up";
export type StatementLine = { on: string, kind: StatementKind, 
/**
 * Of the paper, or of those that money settled; empty for none.
 */
number: string, due_on: string | null, 
/**
 * Above zero for what is owed more, below for less.
 */
amount: Cents, 
/**
 * What is owed after it.
 */
balance: Cents, };
export type StatementPart = { 
/**
 * As the file names it; empty where it names none.
 */
named: string, 
/**
 * ISO 4217; empty where the file does not say.
 */
currency: string, 
/**
 * Of the books; what is asked where none is known.
 */
account: PartAccount | null, asked: string | null, 
/**
 * « 12 opérations nouvelles, 3 déjà connues »
 */
told: string, new: number, known: number, 
/**
 * Not booked yet.
 */
pending: number, 
/**
 * ISO days; none where the file has no line.
 */
first_day: string | null, last_day: string | null, 
/**
 * The day on which the same bytes came in.
 */
imported_on: string | null, 
/**
 * The first of those that are new.
 */
lines: Array<BankLine>, balances: Array<BankBalance>, };
export type StatementPreview = { format: BankFormat, 
/**
 * How it is read, in French.
 */
read_as: string, parts: Array<StatementPart>, warnings: Array<BankWarning>, 
/**
 * Is there nothing left to say, and something to bring in?
 */
ready: boolean, };
export type StatementRow = { id: number, account: string, 
/**
 * ISO days.
 */
day: string, first_day: string | null, last_day: string | null, name: string, read_as: string, 
/**
 * That it shows.
 */
lines: number, 
/**
 * No line that it alone shows is explained.
 */
may_undo: boolean, warnings: Array<string>, };
export type StatementsView = { accounts: Array<BankAccountRow>, 
/**
 * The latest first.
 */
imports: Array<StatementRow>, counts: LineCounts, };
export type Step = { label: string, state: StepState, detail: string, };
export type StepKind = "client" | "quote" | "logo" | "terms" | "backup";
export type StepState = "done" | "now" | "next" | "skipped";
export type StopKind = "hold" | "insolvency" | "ceded";
export type StopRow = { id: number, client: ClientName, 
/**
 * Of what was ceded.
 */
number: string | null, kind: StopKind, noted_on: string, 
/**
 * The first day after a hold, or the day on which proceedings were published.
 */
on_day: string | null, words: string, 
/**
 * Of proceedings: the day on which the claim was declared, and for how much.
 */
declared_on: string | null, declared: Cents, 
/**
 * What they hold, still to be paid.
 */
held: Cents, 
/**
 * Of proceedings: each invoice still to be paid, before or after the judgment, by which day, and what follows.
 */
debts: Array<string>, };
export type SupplyView = { label: string, 
/**
 * The last time it was asked for.
 */
asked_on: string | null, received_on: string | null, document: number | null, };
export type SuspendWork = { client: number, 
/**
 * « F-2026-0012 impayée depuis trente jours »
 */
reason: string, };
export type Suspension = { id: number, since: string, reason: string, 
/**
 * Nothing is late any more: it can be taken up again.
 */
cleared: boolean, 
/**
 * The day on which the client was last told of it.
 */
told_on: string | null, };
export type Tags = { tags: Array<string>, };
export type TakeDirectoryAddresses = { file: FileBytes, columns: DirectoryColumns | null, 
/**
 * What the user ticked.
 */
picks: Array<DirectoryPick>, };
export type TakingKind = "past" | "payment" | "charges" | "refund" | "reversal";
export type TakingRow = { on: string, 
/**
 * « R-0012 »: running, in the order in which receipts were noted.
 */
voucher: string, kind: TakingKind, number: string, client: string, nature: string, 
/**
 * Gross, in cents; below zero for what went out.
 */
amount: Cents, fee: Cents, method: PaymentMethod | null, reference: string, };
export type TakingTotals = { whole: Cents, cash: Cents, 
/**
 * Received any other way.
 */
other: Cents, 
/**
 * Interest and indemnities, within the whole.
 */
charges: Cents, 
/**
 * What providers kept, within the whole.
 */
fees: Cents, };
export type TargetKind = "invoice" | "deposit" | "payment" | "payout" | "refund" | "returned";
export type Task = { 
/**
 * Its own among all tasks of the books, and the same as long as it is to be done: made of rows, not of words.
 */
key: string, kind: string, 
/**
 * One sentence without the client's name.
 */
text: string, 
/**
 * Smaller, under it.
 */
detail: string, 
/**
 * Cents.
 */
amount: Cents, currency: string, 
/**
 * None for one's own task about nobody.
 */
client: ClientName | null, 
/**
 * None for what is about no deal; the title is then empty.
 */
deal: number | null, title: string, 
/**
 * The word on the button.
 */
label: string, action: Proposal, 
/**
 * True when the payload is complete and no paper is sealed: one press does it.
 */
complete: boolean, aim: Aim, tone: Tone, when: When, 
/**
 * Whom or what it waits for; empty where it waits for nothing but its day.
 */
waits_for: string, 
/**
 * The day on which it is looked at again.
 */
until: string | null, 
/**
 * Days since it was due.
 */
late_days: number, 
/**
 * The facts that put it there, a sentence each.
 */
why: Array<string>, };
export type TaskPreview = { text: string, day: string | null, 
/**
 * « jeudi 26 novembre »; empty without a day.
 */
day_told: string, };
export type TellSuspension = { 
/**
 * Whose work is stopped.
 */
client: number, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type TemplatePreview = { subject: string, body: string, 
/**
 * « F-2026-0012, Boulangerie Le Goff »; empty where the books hold none of that kind and it is an example.
 */
about: string, 
/**
 * Letters of the text, as text messages are counted.
 */
letters: number, };
export type TemplateVariable = { 
/**
 * « numéro »
 */
typed: string, 
/**
 * What stands there.
 */
label: string, 
/**
 * It may stand in a subject.
 */
in_subject: boolean, };
export type TemplateView = { code: string, 
/**
 * « Relance ferme »
 */
label: string, 
/**
 * A text message: without a subject, its letters counted.
 */
brief: boolean, 
/**
 * In each language, French first.
 */
words: Array<TemplateWords>, 
/**
 * What can stand in braces.
 */
places: Array<TemplateVariable>, };
export type TemplateWords = { language: Language, subject: string, body: string, 
/**
 * They are the user's own.
 */
changed: boolean, };
export type TermsFile = { version: number, };
export type TermsVersion = { version: number, 
/**
 * Empty where the terms are a file.
 */
text: string, is_file: boolean, tacit_days: number | null, published_on: string, sha256: string, };
export type TermsView = { 
/**
 * The version joined to quotes from now on.
 */
current: TermsVersion | null, 
/**
 * Those before it, latest first, without their text.
 */
earlier: Array<TermsVersion>, };
export type ThankClient = { deal: number, thanked_on: string, words: string, };
export type Thousandths = number;
export type Thresholds = { on: string, gauges: Array<GaugeRow>, 
/**
 * Why there is no gauge; empty where there are some.
 */
none: string, };
export type ThresholdsOn = { 
/**
 * As it stood at the end of that day, as typed; today if empty.
 */
on: string, };
export type TimelineEntry = { 
/**
 * Rank of its line in the journal.
 */
id: number, at: string, day: string, title: string, text: string, 
/**
 * The action that made it, or `note`, `call`, `erased`.
 */
kind: string, document: number | null, 
/**
 * On a client's timeline, the deal in which it happened.
 */
deal: number | null, deal_title: string, 
/**
 * The day on which it was taken back.
 */
undone_on: string | null, 
/**
 * It can be taken back: nothing later rests on it, and it left no paper.
 */
may_undo: boolean, };
export type Today = { day: string, 
/**
 * « Lundi 23 novembre »
 */
heading: string, has_identity: boolean, 
/**
 * These are the invented books of "look around".
 */
demo: boolean, 
/**
 * What became of the books' file, if it is no longer where it was opened: nothing is written any more.
 */
lost: string | null, 
/**
 * Why the last backup failed, if it did.
 */
backup_trouble: string | null, 
/**
 * What is to be said of backups beside: a drill that went wrong, copies all in one place.
 */
backup_advice: string | null, 
/**
 * It is time to look over the week.
 */
review_due: boolean, figures: HomeFigures, agenda: Agenda, 
/**
 * What was done today, the latest first.
 */
done: Array<DoneToday>, 
/**
 * Nothing was invoiced yet: figures would all be nothing.
 */
fresh: boolean, 
/**
 * What to begin with, until it is done or a few invoices were issued; then nothing.
 */
first_steps: Array<FirstStep>, aged: Array<Aged>, counts: Counts, };
export type Tone = "late" | "soon" | "ready" | "calm";
export type Topic = "identity" | "client" | "deal" | "quote" | "order" | "delivery" | "invoice" | "payment" | "bank" | "follow_up" | "terms" | "books";
export type Totals = { groups: Array<VatGroup>, net: Cents, vat: Cents, gross: Cents, };
export type Translation = { language: Language, text: string, };
export type TryAgain = "later" | "after_change" | "password" | "never";
export type TryMailServer = { 
/**
 * As it is typed, kept or not.
 */
server: SetMailServer, 
/**
 * As it is typed; empty for the one that is known.
 */
password: string, };
export type Typed = { text: string, holds: Holds, 
/**
 * So many days later, or earlier; where nothing is typed yet, from today.
 */
step?: number, };
export type TypedAccount = { usage: AccountUse, 
/**
 * Three to twelve digits; empty for the usual one.
 */
number: string, };
export type TypedClient = { card: ClientCard, client: number | null, };
export type TypedQuoteStep = { 
/**
 * Days after the quote left.
 */
days: string, channel: Channel, by_itself: boolean, };
export type TypedRegime = { vat_regime: VatRegime, vat_since: string, };
export type TypedStep = { 
/**
 * Days after the due date; « -5 » for five before it.
 */
days: string, channel: Channel, tone: ReminderTone, by_itself: boolean, 
/**
 * Only for invoices of which at least this is left; empty for all.
 */
least: string, };
export type Understood = { 
/**
 * What to show in the field once it is left: `15/12/2026`, `1 450,00`. None where nothing was understood.
 */
set: string | null, day: string | null, 
/**
 * « vendredi 15 décembre 2026 »
 */
said: string, 
/**
 * What was typed may mean each of these.
 */
readings: Array<Reading>, 
/**
 * Why nothing was understood.
 */
refused: string | null, };
export type UndoAction = { 
/**
 * The line of the journal, as `Done` and timelines tell it.
 */
line: number, };
export type UndoClientImport = { import: number, };
export type UndoMatch = { line: number, };
export type UndoPastReceipt = { receipt: number, };
export type UndoStatementImport = { import: number, };
export type UnitPrice = number;
export type Unlock = { 
/**
 * The passphrase, or the code of a recovery sheet.
 */
secret: string, };
export type UrssafPeriod = { from: string, to: string, 
/**
 * « 4e trimestre 2026 »
 */
name: string, due_on: string, rows: Array<UrssafRow>, 
/**
 * What is expected to be paid; none while a rate is unknown.
 */
total: Cents | null, 
/**
 * It is not over: what it comes to so far.
 */
goes_on: boolean, };
export type UrssafPlace = "metropolis" | "alsace" | "moselle" | "overseas";
export type UrssafRow = { activity: Activity, label: string, 
/**
 * Received, net of VAT.
 */
turnover: Cents, 
/**
 * As it is declared, in whole euros.
 */
declared: number, 
/**
 * Contributions and training; none where nobody said.
 */
rate: BasisPoints | null, contributions: Cents | null, 
/**
 * The tax of the chamber that one is registered with; zero for who is in none, none where it is unknown.
 */
chamber: Cents | null, income_tax: Cents | null, };
export type UrssafView = { span: string, rhythm: Rhythm, 
/**
 * Whole periods that the span touches.
 */
periods: Array<UrssafPeriod>, 
/**
 * The next day on which a period has to be declared.
 */
next_due_on: string, sentences: Array<string>, };
export type UseCredit = { payment: number, 
/**
 * An open invoice of the same client.
 */
invoice: number, amount: string, };
export type UserForm = "address" | "local_part" | "other";
export type VatDuePeriod = { from: string, to: string, 
/**
 * « novembre 2026 »
 */
name: string, rows: Array<VatDueRow>, 
/**
 * Of losses for good (CGI art. 272, 1).
 */
had_back: Array<VatDueRow>, 
/**
 * What is to be paid, less what is had back.
 */
vat: Cents, };
export type VatDueRow = { rate: BasisPoints, net: Cents, vat: Cents, 
/**
 * As the return takes them, in whole euros.
 */
net_euros: number, vat_euros: number, };
export type VatDueView = { span: string, rhythm: VatRhythm, 
/**
 * Each within the span that was asked for.
 */
periods: Array<VatDuePeriod>, whole: VatDuePeriod, 
/**
 * What is to be known beside the figures.
 */
sentences: Array<string>, };
export type VatGroup = { rate: BasisPoints, net: Cents, vat: Cents, };
export type VatRates = { 
/**
 * Rates in force today that I may charge, highest first; none where I charge no VAT.
 */
rates: Array<BasisPoints>, 
/**
 * The rate of a new line: the standard one, or none where I charge no VAT.
 */
usual: BasisPoints, };
export type VatReasonRow = { code: string, label: string, 
/**
 * Why French VAT is charged to a buyer abroad; the others say why none is.
 */
taxed: boolean, };
export type VatRegime = "franchise" | "liable";
export type VatRhythm = "month" | "quarter" | "year";
export type VatSituation = { 
/**
 * UNTDID 5305, as its electronic invoice bears it: S, E, AE, K, G or O.
 */
category: string, 
/**
 * In basis points; the usual one where several may be charged.
 */
rate: BasisPoints, 
/**
 * What is printed; empty where VAT is charged without a reason.
 */
wording: string, 
/**
 * Why, in one sentence.
 */
reason: string, 
/**
 * The article that it rests on.
 */
article: string, 
/**
 * VATEX; empty where VAT is charged, or its article has none.
 */
vatex: string, 
/**
 * What is to be looked at beside it, a sentence each.
 */
notes: Array<string>, };
export type VatThing = "services" | "goods" | "mixed" | "building" | "disbursements" | "margin" | "self_billing";
export type Verified = { ok: boolean, lines: number, documents: number, rows: number, head: string, findings: Array<Finding>, };
export type WaiveCharges = { invoice: number, 
/**
 * Why they are given up; kept and shown.
 */
reason: string, };
export type WatchFolder = { 
/**
 * By its whole path; empty to look at none any more.
 */
folder: string, };
export type WatchedFolderView = { 
/**
 * By its whole path; empty where none is looked at.
 */
folder: string, 
/**
 * Its own name.
 */
name: string, 
/**
 * Why it cannot be read.
 */
trouble: string | null, 
/**
 * The latest first.
 */
files: Array<FoundStatement>, 
/**
 * How many there are beyond those.
 */
more: number, 
/**
 * Those that are not proposed any more, the latest first.
 */
passed: Array<FoundStatement>, };
export type WeighPayment = { 
/**
 * As typed; what cannot be read yet is no amount.
 */
amount: string, method: PaymentMethod | null, 
/**
 * The day it came, as typed; what cannot be read is no day.
 */
received_on: string, 
/**
 * Who paid, where one knows.
 */
client: number | null, 
/**
 * What it settles, in turn; without an amount, as far as the money goes.
 */
chosen: Array<OtherInvoice>, };
export type WeighedPayment = { 
/**
 * What can be chosen, the oldest first: of who paid, or else what is due first.
 */
open: Array<InvoiceRow>, proposals: Array<PaymentProposal>, shares: Array<PaymentShare>, 
/**
 * All that is open of what is chosen.
 */
whole: Cents, 
/**
 * What will be left to pay of it.
 */
left: Cents, 
/**
 * What goes beyond.
 */
excess: Cents, 
/**
 * « Il restera 432,00 € à payer sur F-2026-0046. »; empty while nothing can be said.
 */
said: string, 
/**
 * « Un paiement de 500,00 € du 23 novembre 2026 est déjà noté pour ce client »; empty where none is.
 */
same: string, 
/**
 * Money that comes so may come without what a provider kept.
 */
asks_fee: boolean, };
export type When = "today" | "week" | "waiting" | "offered";
export type WhichBackup = { 
/**
 * The name of its file.
 */
name: string, };
export type WhichStage = { order: number, stage: number, };
export type WhichTask = { task: number, };
export type WithdrawSending = { sending: number, };
export type Words = { day: string, 
/**
 * It was said in a call, rather than noted.
 */
call: boolean, text: string, };
export type WriteOffInvoice = { invoice: number, ground: LossGround, 
/**
 * The day of the judgment, of the certificate, or of the decision.
 */
lost_on: string, 
/**
 * What shows it: kept and shown.
 */
reason: string, };
export type WriteToClient = { 
/**
 * The deal that it follows up.
 */
deal: number, occasion: Occasion, 
/**
 * Today if empty.
 */
sent_on: string, 
/**
 * Addresses, separated by commas, or the name of a portal; empty for the client's own.
 */
recipient: string, 
/**
 * Addresses that receive a copy of an e-mail, separated by commas.
 */
copies: string, 
/**
 * Of an e-mail; empty for the house's own words.
 */
message_subject: string, message_body: string, 
/**
 * Its message waits in the outbox, and leaves by the mail server.
 */
queue: boolean, };
export type Writing = "quote" | "invoice";
export type WrongClock = { today: string, 
/**
 * The latest day of the journal.
 */
latest_on: string, 
/**
 * Lines dated after today.
 */
lines: number, 
/**
 * Papers dated after today, first one first.
 */
papers: Array<LatePaper>, };

export interface Actions {
  set_identity: Identity;
  add_law_row: AddLawRow;
  remove_law_row: RemoveLawRow;
  set_preferences: Preferences;
  set_logo: SetLogo;
  remove_logo: Empty;
  publish_terms: PublishTerms;
  add_catalogue_item: CatalogueCard;
  change_catalogue_item: ChangeCatalogueItem;
  remove_catalogue_item: RemoveCatalogueItem;
  add_client: ClientCard;
  change_client: ChangeClient;
  import_clients: ImportClients;
  undo_client_import: UndoClientImport;
  take_directory_addresses: TakeDirectoryAddresses;
  confirm_client: ConfirmClient;
  record_solvency_check: RecordSolvencyCheck;
  add_person: AddPerson;
  change_person: ChangePerson;
  remove_person: RemovePerson;
  merge_clients: MergeClients;
  erase_client: EraseClient;
  erase_person: ErasePerson;
  open_deal: OpenDeal;
  change_deal: ChangeDeal;
  qualify_deal: QualifyDeal;
  lose_deal: LoseDeal;
  add_note: AddNote;
  attach_file: AttachFile;
  send_quote: SendQuote;
  accept_quote: AcceptQuote;
  issue_deposit_invoice: IssueDepositInvoice;
  record_payment: RecordPayment;
  begin_delivery: BeginDelivery;
  ask_supply: AskSupply;
  receive_supply: ReceiveSupply;
  plan_stage: PlanStage;
  reach_stage: ReachStage;
  announce_stage: AnnounceStage;
  record_delivery: RecordDelivery;
  issue_acceptance_report: IssueAcceptanceReport;
  record_acceptance: RecordAcceptance;
  lift_reserves: LiftReserves;
  issue_balance_invoice: IssueBalanceInvoice;
  issue_progress_invoice: IssueProgressInvoice;
  issue_invoice: IssueInvoice;
  credit_invoice: CreditInvoice;
  correct_invoice: CorrectInvoice;
  claim_charges: ClaimCharges;
  record_charges: RecordCharges;
  waive_charges: WaiveCharges;
  agree_due_date: AgreeDueDate;
  reverse_payment: ReversePayment;
  refund_client: RefundClient;
  use_credit: UseCredit;
  give_up_remainder: GiveUpRemainder;
  write_off_invoice: WriteOffInvoice;
  issue_duplicate: IssueDuplicate;
  send_duplicate: SendDuplicate;
  claim_remainder: ClaimRemainder;
  keep_money: KeepMoney;
  issue_order_confirmation: IssueOrderPaper;
  issue_welcome_page: IssueOrderPaper;
  drop_amendment: DropAmendment;
  settle_order_vat: SettleOrderVat;
  record_start_request: RecordStartRequest;
  record_engagement: RecordEngagement;
  record_withdrawal: RecordWithdrawal;
  cancel_deal: CancelDeal;
  thank_client: ThankClient;
  send_invoice: SendInvoice;
  record_quote_sent: RecordQuoteSent;
  follow_up_quote: FollowUpQuote;
  remind_client: RemindClient;
  set_message_template: SetMessageTemplate;
  write_to_client: WriteToClient;
  send_receipt: SendReceipt;
  announce_to_clients: Announce;
  set_quote_follow_ups: SetQuoteFollowUps;
  set_reminder_policy: SetReminderPolicy;
  set_accounting: SetAccounting;
  check_reception: CheckReception;
  note_platform_status: NotePlatformStatus;
  import_platform_statuses: ImportPlatformStatuses;
  keep_received_invoice: KeepReceivedInvoice;
  settle_received_invoice: SettleReceivedInvoice;
  remove_received_invoice: RemoveReceivedInvoice;
  record_promise: RecordPromise;
  confirm_promise: ConfirmPromise;
  open_dispute: OpenDispute;
  settle_dispute: SettleDispute;
  hold_reminders: HoldReminders;
  record_insolvency: RecordInsolvency;
  declare_claim: DeclareClaim;
  record_cession: RecordCession;
  file_claim: FileClaim;
  note_court_step: NoteCourtStep;
  suspend_work: SuspendWork;
  tell_suspension: TellSuspension;
  resume_work: ResumeWork;
  record_security: RecordSecurity;
  end_security: EndSecurity;
  declare_to_insurer: DeclareToInsurer;
  decide_risk: DecideRisk;
  resume_reminders: ResumeReminders;
  record_late_reason: RecordLateReason;
  agree_payment_plan: AgreePaymentPlan;
  end_payment_plan: EndPaymentPlan;
  withdraw_sending: WithdrawSending;
  set_mail_server: SetMailServer;
  queue_reminders: QueueReminders;
  drop_message: OneMessage;
  resend_message: OneMessage;
  resolve_message: ResolveMessage;
  take_message: OneMessage;
  note_message: NoteMessage;
  deposit_cheque: DepositCheque;
  clear_cheque: ClearCheque;
  bounce_cheque: BounceCheque;
  issue_receipt: IssueReceipt;
  record_satisfaction: RecordSatisfaction;
  confirm_clock: Empty;
  set_review_day: SetReviewDay;
  finish_review: Empty;
  handle_complaint: HandleComplaint;
  ask_testimonial: AskTestimonial;
  record_testimonial: RecordTestimonial;
  ask_referral: AskReferral;
  record_referral: RecordReferral;
  plan_contact: PlanContact;
  record_contact: RecordContact;
  add_task: AddTask;
  complete_task: WhichTask;
  reopen_task: WhichTask;
  put_off_task: PutOffTask;
  dismiss_task: DismissTask;
  restore_task: RestoreTask;
  undo_action: UndoAction;
  set_first_number: SetFirstNumber;
  record_past_invoice: RecordPastInvoice;
  record_past_receipt: RecordPastReceipt;
  undo_past_receipt: UndoPastReceipt;
  import_statement: ImportStatement;
  undo_statement_import: UndoStatementImport;
  change_bank_account: ChangeBankAccount;
  watch_folder: WatchFolder;
  pass_over_files: PassOverFiles;
  propose_files_again: ProposeFilesAgain;
  match_line: MatchedLine;
  explain_line: ExplainLine;
  undo_match: UndoMatch;
}

export interface Drafts {
  save_draft: SaveDraft;
  discard_draft: DiscardDraft;
}

export interface Questions {
  identity: [Empty, IdentityView];
  preview_identity: [Identity, Identity];
  preferences: [Empty, PreferencesView];
  terms: [Empty, TermsView];
  terms_file: [TermsFile, Paper];
  catalogue: [CatalogueFilter, Catalogue];
  vat_rates: [Empty, VatRates];
  deal_vat: [OfDeal, DealVat];
  vat_situation: [AskVatSituation, VatSituation];
  issued_before_regime: [TypedRegime, IssuedBefore];
  law: [Empty, LawView];
  today: [Empty, Today];
  last_deed: [Empty, LastDeed];
  preview_task: [AddTask, TaskPreview];
  review: [Empty, Review];
  statement: [OfClientOn, Statement];
  statement_paper: [OfClientOn, Paper];
  clients: [ClientsFilter, Clients];
  client: [ById, ClientView];
  client_timeline: [ClientTimelinePage, ClientTimeline];
  preview_client_import: [PreviewClientImport, ClientImportPreview];
  check_invoice: [CheckInvoice, InvoiceChecked];
  preview_directory: [PreviewDirectory, DirectoryPreview];
  siren_list: [Empty, Paper];
  preview_received_invoice: [KeepReceivedInvoice, ReceivedPreview];
  received_invoices: [ReceivedFilter, ReceivedInvoices];
  received_invoice: [ById, ReceivedView];
  received_file: [ById, Paper];
  client_imports: [Empty, ClientImports];
  client_duplicates: [TypedClient, Duplicates];
  rehearse_client_merge: [MergeClients, MergePreview];
  rehearse_erasure: [RehearseErasure, ErasurePreview];
  personal_data: [OfPerson, Paper];
  retention: [Empty, RetentionView];
  deals: [DealsFilter, Deals];
  deal: [ById, DealView];
  stage_announcement: [WhichStage, StageAnnouncement];
  acceptance_report: [OfOrder, ReportContent];
  preview_order_paper: [PreviewOrderPaper, Paper];
  preview_acceptance_paper: [IssueAcceptanceReport, Paper];
  quotes: [QuotesFilter, Quotes];
  invoices: [InvoicesFilter, Invoices];
  invoice: [ById, InvoiceView];
  payment_shares: [ById, PaymentShares];
  payments: [PaymentsFilter, Payments];
  weigh_payment: [WeighPayment, WeighedPayment];
  preview_statement: [ImportStatement, StatementPreview];
  preview_table: [PreviewTable, CsvPreview];
  statements: [Empty, StatementsView];
  watched_folder: [Empty, WatchedFolderView];
  bank_lines: [BankLinesFilter, BankLines];
  matches: [MatchesFilter, Matches];
  list_totals: [List, ListTotals];
  list_table: [List, Paper];
  tags: [Empty, Tags];
  preview_quote: [PreviewQuote, QuotePreview];
  preview_quote_paper: [PreviewQuote, Paper];
  preview_deposit_invoice: [IssueDepositInvoice, InvoicePreview];
  preview_deposit_paper: [IssueDepositInvoice, Paper];
  preview_balance_invoice: [IssueBalanceInvoice, InvoicePreview];
  preview_balance_paper: [IssueBalanceInvoice, Paper];
  preview_progress_invoice: [IssueProgressInvoice, InvoicePreview];
  preview_progress_paper: [IssueProgressInvoice, Paper];
  preview_invoice: [IssueInvoice, InvoicePreview];
  preview_invoice_paper: [IssueInvoice, Paper];
  late_charges: [OfInvoiceOn, LateCharges];
  preview_charges_paper: [ClaimCharges, Paper];
  credit_lines: [ById, CreditLines];
  preview_due_date: [PreviewDueDate, DueDatePreview];
  preview_credit_note: [CreditInvoice, CreditPreview];
  preview_credit_paper: [CreditInvoice, Paper];
  preview_acceptance: [PreviewAcceptance, AcceptancePreview];
  order_vat: [PreviewOrderVat, OrderVatPreview];
  quote_versions: [ById, QuoteVersions];
  preview_message: [PreviewMessage, MessagePreview];
  message_templates: [Empty, MessageTemplatesView];
  preview_message_template: [PreviewMessageTemplate, TemplatePreview];
  preview_reminder: [PreviewReminder, ReminderPreview];
  preview_reminder_paper: [PreviewReminder, Paper];
  accounting: [Empty, AccountingView];
  receipts_book: [OfSpan, ReceiptsBook];
  vat_due: [OfSpan, VatDueView];
  urssaf: [OfSpan, UrssafView];
  thresholds: [ThresholdsOn, Thresholds];
  sales_journal: [OfSpan, SalesJournal];
  e_reporting: [OfSpan, Reported];
  book_paper: [BookOf, Paper];
  dunning_plan: [Empty, DunningPlan];
  rehearse_dunning: [RehearseDunning, Rehearsal];
  reminders: [Empty, RemindersView];
  reminder_policies: [Empty, PoliciesView];
  court_routes: [Empty, CourtRoutes];
  court_case: [ById, CourtCase];
  court_file: [CourtFile, Paper];
  preview_payment_plan: [AgreePaymentPlan, PaymentPlanPreview];
  preview_payment_plan_paper: [AgreePaymentPlan, Paper];
  client_policy: [ById, PolicyView];
  outbox: [Empty, OutboxView];
  announcement_recipients: [OfClients, AnnouncementRecipients];
  outbox_work: [Empty, OutboxWork];
  message_to_send: [ById, MessageToSend];
  mail_settings: [Empty, MailSettings];
  mail_presets: [Empty, MailPresets];
  last_quote_content: [ById, LastContent];
  quote_copy: [ById, QuoteContent];
  invoice_copy: [ById, InvoiceContent];
  last_words: [ById, LastWords];
  begun_deals: [ForClient, BegunDeals];
  registered_bundle: [ById, Paper];
  document: [ById, Paper];
  follow_up: [Empty, FollowUpView];
  past: [Empty, PastView];
  search: [Search, SearchResults];
  draft: [DraftKey, DraftView];
  match_report: [MatchReportAsked, MatchReport];
  understood: [Typed, Understood];
  since_backup: [WhichBackup, SinceBackup];
  books: [Empty, BooksView];
}

export interface Jobs {
  look_for_statements: [Empty, FolderLooked];
  read_found_statement: [ReadFound, FileBytes];
  backup: [Empty, BackupDone];
  restore: [Restore, Restored];
  drill: [Empty, Drill];
  unlock: [Unlock, Protection];
  protection: [Empty, Protection];
  protect: [Protect, Protection];
  protect_copies: [Empty, Protection];
  unprotect: [InForce, Protection];
  recovery_sheet: [InForce, Paper];
  verify: [Empty, Verified];
  export_document: [ExportDocument, Paper];
  export_received_file: [ById, Paper];
  export_siren_list: [Empty, Paper];
  export_list: [List, Paper];
  export_papers: [ExportPapers, PapersExported];
  export_court_file: [CourtFile, Paper];
  export_registered_bundle: [ById, Paper];
  export_statement: [OfClientOn, Paper];
  export_book: [BookOf, Paper];
  export_accountant: [ExportAccountant, AccountantExported];
  export_personal_data: [OfPerson, Paper];
  send_outbox: [Empty, OutboxRun];
  mail_password: [Empty, MailPassword];
  keep_mail_password: [KeepMailPassword, MailPassword];
  try_mail_server: [TryMailServer, MailTried];
  save_copy: [SaveCopy, Saved];
  reopen_books: [Empty, Done];
  look_around: [Empty, Demo];
  leave_demo: [Empty, Left];
  cancel_job: [Empty, Done];
}

export type ActionName = keyof Actions;
export type DraftName = keyof Drafts;
export type QuestionName = keyof Questions;
export type JobName = keyof Jobs;

/** Where people find each action. */
export const PALETTE = {
  set_identity: {"label":"Modifier qui je suis","on":"anywhere","words":"identité siret adresse iban tva assurance médiateur couleur"},
  add_law_row: {"label":"Ajouter un texte ou un taux","on":"anywhere","words":"loi tva mention taux pénalités motif exonération"},
  remove_law_row: {"label":"Retirer un texte ou un taux","on":"anywhere","words":"loi tva mention supprimer"},
  set_preferences: {"label":"Régler les documents par défaut","on":"anywhere","words":"préférences délais acompte validité mentions"},
  set_logo: {"label":"Mettre mon logo","on":"anywhere","words":"image documents"},
  remove_logo: {"label":"Retirer mon logo","on":"anywhere","words":"image documents"},
  publish_terms: {"label":"Publier mes CGV","on":"anywhere","words":"conditions générales de vente"},
  add_catalogue_item: {"label":"Ajouter au catalogue","on":"anywhere","words":"prestation produit prix tarif"},
  change_catalogue_item: {"label":"Modifier le catalogue","on":"anywhere","words":"prestation produit prix tarif"},
  remove_catalogue_item: {"label":"Retirer du catalogue","on":"anywhere","words":"prestation produit supprimer"},
  add_client: {"label":"Nouveau client","on":"anywhere","words":"ajouter contact prospect"},
  change_client: {"label":"Modifier un client","on":"client","words":"fiche adresse siren"},
  import_clients: {"label":"Importer des clients","on":"anywhere","words":"contacts vcard csv"},
  undo_client_import: {"label":"Annuler un import de clients","on":"anywhere","words":"contacts défaire"},
  take_directory_addresses: {"label":"Lire l’annuaire de facturation","on":"anywhere","words":"adresse électronique siren chorus plateforme client"},
  confirm_client: {"label":"Confirmer la fiche d’un client","on":"client","words":"vérifier données toujours juste"},
  record_solvency_check: {"label":"Noter une vérification de solvabilité","on":"client","words":"infogreffe risque crédit"},
  add_person: {"label":"Ajouter une personne chez un client","on":"client","words":"interlocuteur comptable décideur"},
  change_person: {"label":"Modifier une personne chez un client","on":"client","words":"interlocuteur rôle"},
  remove_person: {"label":"Retirer une personne chez un client","on":"client","words":"interlocuteur parti"},
  merge_clients: {"label":"Fusionner un client avec un autre","on":"client","words":"doublon"},
  erase_client: {"label":"Effacer les données d’un client","on":"client","words":"rgpd supprimer oubli personnelles"},
  erase_person: {"label":"Effacer les données d’une personne chez un client","on":"client","words":"rgpd supprimer oubli interlocuteur"},
  open_deal: {"label":"Nouvelle affaire","on":"anywhere","words":"ouvrir demande prospect"},
  change_deal: {"label":"Modifier une affaire","on":"deal","words":"titre source besoin"},
  qualify_deal: {"label":"Qualifier une demande","on":"deal","words":"besoin budget prochain pas"},
  lose_deal: {"label":"Classer une affaire perdue","on":"deal","words":"refus devis refusé"},
  add_note: {"label":"Ajouter une note ou un appel","on":"deal","words":"téléphone compte rendu"},
  attach_file: {"label":"Joindre un fichier à une affaire","on":"deal","words":"pièce document charte"},
  send_quote: {"label":"Écrire un devis","on":"deal","words":"nouveau devis version envoyer"},
  accept_quote: {"label":"Enregistrer une signature","on":"deal","words":"accord bon pour accord commande signé accepter"},
  issue_deposit_invoice: {"label":"Émettre une facture d’acompte","on":"deal","words":"facturer"},
  record_payment: {"label":"Enregistrer un paiement","on":"invoice","words":"encaissement virement chèque reçu"},
  begin_delivery: {"label":"Commencer le travail","on":"deal","words":"démarrer réalisation"},
  ask_supply: {"label":"Demander un élément au client","on":"deal","words":"logo textes accès attendu relancer"},
  receive_supply: {"label":"Noter un élément reçu du client","on":"deal","words":"logo textes accès fichier"},
  plan_stage: {"label":"Reporter une étape","on":"deal","words":"prévoir date retard planning"},
  reach_stage: {"label":"Noter une étape atteinte","on":"deal","words":"avancement jalon"},
  announce_stage: {"label":"Annoncer une étape au client","on":"deal","words":"avancement jalon message"},
  record_delivery: {"label":"Enregistrer la livraison","on":"deal","words":"livré terminé"},
  issue_acceptance_report: {"label":"Établir le PV de réception","on":"deal","words":"procès-verbal livraison signer"},
  record_acceptance: {"label":"Noter la réception du client","on":"deal","words":"pv signé réserves tacite acceptation"},
  lift_reserves: {"label":"Lever les réserves","on":"deal","words":"pv réception corrigé"},
  issue_balance_invoice: {"label":"Émettre la facture de solde","on":"deal","words":"facturer finale"},
  issue_progress_invoice: {"label":"Émettre une facture intermédiaire","on":"deal","words":"situation avancement facturer étape"},
  issue_invoice: {"label":"Écrire une facture sans devis","on":"deal","words":"directe facturer"},
  credit_invoice: {"label":"Faire un avoir","on":"invoice","words":"annuler rembourser réduire facture"},
  correct_invoice: {"label":"Corriger une facture","on":"invoice","words":"erreur avoir refaire"},
  claim_charges: {"label":"Réclamer les pénalités de retard","on":"invoice","words":"intérêts indemnité recouvrement 40 retard"},
  record_charges: {"label":"Noter des pénalités reçues","on":"invoice","words":"intérêts indemnité retard payées encaissement"},
  waive_charges: {"label":"Abandonner les pénalités de retard","on":"invoice","words":"intérêts indemnité geste commercial remise"},
  agree_due_date: {"label":"Reporter une échéance","on":"invoice","words":"délai convenu accord payer plus tard date"},
  reverse_payment: {"label":"Annuler un paiement","on":"anywhere","words":"contre-passer erreur rejet impayé"},
  refund_client: {"label":"Rembourser un client","on":"deal","words":"trop-perçu rendre"},
  use_credit: {"label":"Utiliser un trop-perçu sur une facture","on":"deal","words":"crédit client solde"},
  give_up_remainder: {"label":"Abandonner le reste","on":"invoice","words":"écart centimes perte solder"},
  write_off_invoice: {"label":"Passer une facture en perte","on":"invoice","words":"irrécouvrable perte liquidation abandonner"},
  issue_duplicate: {"label":"Éditer un duplicata","on":"invoice","words":"copie tva impayée 272 perte double"},
  send_duplicate: {"label":"Envoyer un duplicata","on":"invoice","words":"copie renvoyer tva 272"},
  claim_remainder: {"label":"Réclamer de nouveau un reste","on":"invoice","words":"écart centimes abandonné"},
  keep_money: {"label":"Garder un trop-perçu","on":"deal","words":"indemnité crédit"},
  issue_order_confirmation: {"label":"Confirmer une commande","on":"deal","words":"confirmation document client"},
  issue_welcome_page: {"label":"Accueillir un client","on":"deal","words":"bienvenue page document"},
  drop_amendment: {"label":"Abandonner un avenant","on":"deal","words":"retirer devis commande"},
  settle_order_vat: {"label":"Choisir la TVA d’une commande","on":"deal","words":"régime franchise assujetti taux autoliquidation"},
  record_start_request: {"label":"Noter la demande de commencer sans attendre","on":"deal","words":"rétractation quatorze jours"},
  record_engagement: {"label":"Noter un numéro d’engagement","on":"deal","words":"bon de commande public mairie"},
  record_withdrawal: {"label":"Enregistrer une rétractation","on":"deal","words":"client renonce quatorze jours"},
  cancel_deal: {"label":"Annuler une affaire signée","on":"deal","words":"abandon arrêt"},
  thank_client: {"label":"Remercier le client","on":"deal","words":"merci suivi"},
  send_invoice: {"label":"Envoyer une facture","on":"invoice","words":"e-mail courrier portail main propre avoir message"},
  record_quote_sent: {"label":"Noter l’envoi d’un devis","on":"deal","words":"e-mail courrier main propre message parti"},
  follow_up_quote: {"label":"Relancer un devis","on":"deal","words":"sans réponse appel message"},
  remind_client: {"label":"Relancer un client","on":"invoice","words":"retard impayé rappel lettre appel"},
  set_message_template: {"label":"Modifier les textes des messages","on":"anywhere","words":"modèle objet relance mise en demeure sms variables"},
  write_to_client: {"label":"Écrire au client","on":"deal","words":"message merci satisfaction témoignage recommandation nouvelles"},
  send_receipt: {"label":"Envoyer un reçu","on":"anywhere","words":"paiement quittance e-mail"},
  announce_to_clients: {"label":"Écrire à tous vos clients","on":"anywhere","words":"annonce nouvel IBAN adresse changement information"},
  set_quote_follow_ups: {"label":"Régler les relances de devis","on":"anywhere","words":"scénario étapes sans réponse"},
  set_reminder_policy: {"label":"Régler les relances","on":"anywhere","words":"scénario étapes rythme retard"},
  set_accounting: {"label":"Régler la comptabilité","on":"anywhere","words":"urssaf tva mois trimestre comptes fec déclaration"},
  check_reception: {"label":"Vérifier la réception d’une facture","on":"invoice","words":"reçue validation référence destinataire"},
  note_platform_status: {"label":"Noter un statut de la plateforme","on":"invoice","words":"déposée approuvée refusée rejetée litige cycle de vie facture électronique"},
  import_platform_statuses: {"label":"Importer un statut de la plateforme","on":"anywhere","words":"cycle de vie cdar facture électronique refusée approuvée message"},
  keep_received_invoice: {"label":"Garder une facture reçue","on":"anywhere","words":"fournisseur achat facture électronique vérifier"},
  settle_received_invoice: {"label":"Noter le paiement d’une facture reçue","on":"anywhere","words":"fournisseur achat payée"},
  remove_received_invoice: {"label":"Retirer une facture reçue","on":"anywhere","words":"fournisseur achat supprimer"},
  record_promise: {"label":"Noter une promesse de paiement","on":"invoice","words":"convenu virement parti date"},
  confirm_promise: {"label":"Confirmer une promesse par écrit","on":"invoice","words":"comme convenu engagement e-mail"},
  open_dispute: {"label":"Ouvrir un litige","on":"invoice","words":"conteste contestation désaccord réclamation"},
  settle_dispute: {"label":"Terminer un litige","on":"invoice","words":"accord avoir résolu"},
  hold_reminders: {"label":"Suspendre les relances d’un client","on":"client","words":"pause attendre"},
  record_insolvency: {"label":"Noter une procédure collective","on":"client","words":"redressement liquidation sauvegarde bodacc"},
  declare_claim: {"label":"Noter la déclaration de créance","on":"client","words":"mandataire judiciaire redressement liquidation"},
  record_cession: {"label":"Noter une facture cédée","on":"invoice","words":"affacturage factor dailly"},
  file_claim: {"label":"Noter un dépôt au tribunal","on":"client","words":"injonction de payer procédure commissaire de justice assignation"},
  note_court_step: {"label":"Noter la suite d’une procédure","on":"client","words":"ordonnance signification opposition tribunal"},
  suspend_work: {"label":"Suspendre le travail d’un client","on":"client","words":"arrêter inexécution impayé"},
  tell_suspension: {"label":"Prévenir de l’arrêt du travail","on":"client","words":"suspension exception inexécution e-mail"},
  resume_work: {"label":"Reprendre le travail d’un client","on":"client","words":"suspension fin"},
  record_security: {"label":"Noter une sûreté","on":"client","words":"caution garantie assurance-crédit réserve de propriété"},
  end_security: {"label":"Noter la fin d’une sûreté","on":"client","words":"caution garantie assurance"},
  declare_to_insurer: {"label":"Noter une déclaration à l’assureur","on":"client","words":"assurance-crédit sinistre impayé"},
  decide_risk: {"label":"Décider de la suite avec un client","on":"client","words":"risque acompte arrêter mauvais payeur"},
  resume_reminders: {"label":"Reprendre les relances","on":"client","words":"lever suspension"},
  record_late_reason: {"label":"Noter la raison d’un retard","on":"invoice","words":"oubli validation trésorerie pourquoi impayé"},
  agree_payment_plan: {"label":"Convenir d’un échéancier","on":"client","words":"payer en plusieurs fois étalement accord délai"},
  end_payment_plan: {"label":"Arrêter un échéancier","on":"anywhere","words":"échéances non tenues rupture"},
  withdraw_sending: {"label":"Retirer un envoi noté par erreur","on":"invoice","words":"annuler relance message pas parti"},
  set_mail_server: {"label":"Régler l’envoi des messages","on":"anywhere","words":"smtp serveur messagerie mot de passe e-mail"},
  queue_reminders: {"label":"Envoyer les relances automatiques","on":"anywhere","words":"tout envoyer boîte d’envoi étapes"},
  drop_message: {"label":"Retirer un message de la boîte d’envoi","on":"anywhere","words":"annuler ne pas envoyer"},
  resend_message: {"label":"Renvoyer un message qui n’est pas parti","on":"anywhere","words":"réessayer échec boîte d’envoi"},
  resolve_message: {"label":"Dire si un message est parti","on":"anywhere","words":"vérifier doute inconnu boîte d’envoi"},
  take_message: {"label":"Envoyer ce qui attend","on":"anywhere","words":"boîte d’envoi messages maintenant"},
  note_message: {"label":"Voir la boîte d’envoi","on":"anywhere","words":"messages attente échec partis"},
  deposit_cheque: {"label":"Déposer un chèque","on":"anywhere","words":"banque remise"},
  clear_cheque: {"label":"Noter l’encaissement d’un chèque","on":"anywhere","words":"banque crédité"},
  bounce_cheque: {"label":"Noter le rejet d’un chèque","on":"anywhere","words":"sans provision impayé"},
  issue_receipt: {"label":"Établir un reçu","on":"anywhere","words":"quittance paiement"},
  record_satisfaction: {"label":"Noter la satisfaction","on":"deal","words":"avis note suivi"},
  confirm_clock: {"label":"Confirmer la date de l’ordinateur","on":"anywhere","words":"horloge heure jour"},
  set_review_day: {"label":"Choisir le jour de la revue","on":"anywhere","words":"semaine hebdomadaire"},
  finish_review: {"label":"Faire la revue de la semaine","on":"anywhere","words":"hebdomadaire vérifier encaissements"},
  handle_complaint: {"label":"Noter l’appel à un client déçu","on":"deal","words":"réclamation plainte suivi"},
  ask_testimonial: {"label":"Demander un témoignage","on":"deal","words":"avis suivi"},
  record_testimonial: {"label":"Noter un témoignage","on":"deal","words":"avis citation suivi"},
  ask_referral: {"label":"Demander une recommandation","on":"deal","words":"bouche à oreille suivi"},
  record_referral: {"label":"Noter une recommandation","on":"deal","words":"bouche à oreille suivi"},
  plan_contact: {"label":"Prévoir un contact","on":"deal","words":"rappeler relancer suivi"},
  record_contact: {"label":"Noter un contact","on":"deal","words":"appel nouvelles suivi"},
  add_task: {"label":"Noter une tâche","on":"anywhere","words":"à faire rappel rappeler penser todo"},
  complete_task: {"label":"Terminer une tâche notée","on":"anywhere","words":"fait cocher"},
  reopen_task: {"label":"Reprendre une tâche notée","on":"anywhere","words":"défaire annuler"},
  put_off_task: {"label":"Reporter une tâche","on":"anywhere","words":"plus tard demain"},
  dismiss_task: {"label":"Ignorer une tâche","on":"anywhere","words":"laisser retirer"},
  restore_task: {"label":"Remettre une tâche dans la liste","on":"anywhere","words":"annuler report"},
  undo_action: {"label":"Annuler la dernière action","on":"anywhere","words":"défaire ctrl z revenir"},
  set_first_number: {"label":"Régler le premier numéro d’une série","on":"anywhere","words":"numérotation reprise autre outil"},
  record_past_invoice: {"label":"Reprendre une facture émise ailleurs","on":"anywhere","words":"ancienne autre outil ouverte"},
  record_past_receipt: {"label":"Reprendre des encaissements de l’année","on":"anywhere","words":"ancien autre outil chiffre d’affaires"},
  undo_past_receipt: {"label":"Retirer un encaissement repris","on":"anywhere","words":"erreur"},
  import_statement: {"label":"Importer un relevé de banque","on":"anywhere","words":"relevé banque ofx camt csv qif mt940 cfonb encaissement"},
  undo_statement_import: {"label":"Retirer un relevé de banque","on":"anywhere","words":"relevé banque annuler import"},
  change_bank_account: {"label":"Modifier un compte bancaire","on":"anywhere","words":"banque compte nom fermer"},
  watch_folder: {"label":"Surveiller un dossier de relevés","on":"anywhere","words":"relevé banque téléchargements dossier surveillé"},
  pass_over_files: {"label":"Ne plus proposer un relevé trouvé","on":"anywhere","words":"relevé banque dossier surveillé ignorer"},
  propose_files_again: {"label":"Proposer à nouveau un relevé écarté","on":"anywhere","words":"relevé banque dossier surveillé reprendre remettre"},
  match_line: {"label":"Rapprocher une opération du relevé","on":"anywhere","words":"banque relevé lettrer pointer facture payée"},
  explain_line: {"label":"Expliquer une opération du relevé","on":"anywhere","words":"banque relevé autre revenu virement interne ignorer remboursement rejet"},
  undo_match: {"label":"Défaire un rapprochement","on":"anywhere","words":"banque relevé annuler"},
} as const satisfies Record<ActionName, { on: string; label: string; words: string }>;

/** What makes each question worth asking again: a screen that shows its answer follows these. */
export const TOPICS: Record<QuestionName, readonly Topic[]> = {
  identity: ["identity"],
  preview_identity: [],
  preferences: ["identity","terms"],
  terms: ["terms"],
  terms_file: [],
  catalogue: ["quote"],
  vat_rates: ["identity"],
  deal_vat: ["client","deal","identity"],
  vat_situation: ["client","identity","invoice"],
  issued_before_regime: ["invoice"],
  law: ["identity"],
  today: ["bank","client","deal","delivery","follow_up","identity","invoice","order","payment","quote"],
  last_deed: [],
  preview_task: [],
  review: ["client","deal","delivery","identity","invoice","order","payment","quote"],
  statement: ["client","deal","invoice","payment"],
  statement_paper: ["client","identity","deal","invoice","payment"],
  clients: ["client","deal","invoice","payment"],
  client: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  client_timeline: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  preview_client_import: [],
  check_invoice: [],
  preview_directory: ["client"],
  siren_list: ["client"],
  preview_received_invoice: ["identity","invoice"],
  received_invoices: ["invoice"],
  received_invoice: ["invoice"],
  received_file: [],
  client_imports: ["client","deal"],
  client_duplicates: ["client"],
  rehearse_client_merge: ["client","deal","invoice","payment"],
  rehearse_erasure: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  personal_data: [],
  retention: ["client","deal","follow_up","invoice","payment"],
  deals: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  deal: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  stage_announcement: [],
  acceptance_report: [],
  preview_order_paper: [],
  preview_acceptance_paper: [],
  quotes: ["client","deal","order","quote"],
  invoices: ["client","deal","invoice","payment","quote"],
  invoice: ["client","deal","invoice","payment"],
  payment_shares: ["invoice","payment"],
  payments: ["client","deal","invoice","payment"],
  weigh_payment: ["client","deal","invoice","payment"],
  preview_statement: ["bank","identity"],
  preview_table: [],
  statements: ["bank"],
  watched_folder: ["bank","identity"],
  bank_lines: ["bank","payment","invoice","client"],
  matches: ["bank","payment","invoice","client","order","deal"],
  list_totals: ["client","deal","delivery","follow_up","invoice","order","payment","quote"],
  list_table: [],
  tags: ["client"],
  preview_quote: ["client","identity","order","terms","invoice","payment"],
  preview_quote_paper: [],
  preview_deposit_invoice: ["identity","client","order","invoice","delivery"],
  preview_deposit_paper: [],
  preview_balance_invoice: ["identity","client","order","invoice","delivery"],
  preview_balance_paper: [],
  preview_progress_invoice: ["identity","client","order","invoice","delivery"],
  preview_progress_paper: [],
  preview_invoice: ["client","identity","invoice"],
  preview_invoice_paper: [],
  late_charges: ["client","deal","identity","invoice","payment"],
  preview_charges_paper: [],
  credit_lines: ["invoice"],
  preview_due_date: ["client","invoice"],
  preview_credit_note: ["invoice","payment"],
  preview_credit_paper: [],
  preview_acceptance: ["quote"],
  order_vat: ["client","delivery","identity","invoice","order"],
  quote_versions: ["quote"],
  preview_message: [],
  message_templates: ["identity"],
  preview_message_template: [],
  preview_reminder: [],
  preview_reminder_paper: [],
  accounting: ["identity"],
  receipts_book: ["client","deal","identity","invoice","payment"],
  vat_due: ["client","deal","identity","invoice","payment"],
  urssaf: ["client","deal","identity","invoice","payment"],
  thresholds: ["client","deal","identity","invoice","payment"],
  sales_journal: ["client","deal","identity","invoice","payment"],
  e_reporting: ["client","deal","identity","invoice","payment"],
  book_paper: ["client","deal","identity","invoice","payment"],
  dunning_plan: ["client","deal","identity","invoice","payment"],
  rehearse_dunning: ["client","deal","identity","invoice","payment"],
  reminders: ["client","deal","identity","invoice","payment"],
  reminder_policies: ["client","identity"],
  court_routes: [],
  court_case: ["client","invoice","payment","delivery","quote","order"],
  court_file: [],
  preview_payment_plan: ["client","invoice","payment"],
  preview_payment_plan_paper: [],
  client_policy: ["client","identity"],
  outbox: ["client","deal","identity","invoice","payment"],
  announcement_recipients: ["client","deal"],
  outbox_work: [],
  message_to_send: [],
  mail_settings: ["identity"],
  mail_presets: ["identity"],
  last_quote_content: [],
  quote_copy: [],
  invoice_copy: [],
  last_words: ["client","deal"],
  begun_deals: ["deal","invoice","order","quote"],
  registered_bundle: [],
  document: [],
  follow_up: ["client","deal","follow_up","invoice","payment"],
  past: ["books","invoice","order","payment","quote"],
  search: [],
  draft: [],
  match_report: [],
  understood: [],
  since_backup: [],
  books: ["books","identity"],
};
