// The screens behind the first one. Fetched together once it is drawn, so that going to one waits for nothing.

import type { Component } from "svelte";
import Accounting from "../accounting/Accounting.svelte";
import Client from "../contact/Client.svelte";
import ClientChange from "../contact/ClientChange.svelte";
import ClientImport from "../contact/ClientImport.svelte";
import Directory from "../contact/Directory.svelte";
import ClientNew from "../contact/ClientNew.svelte";
import Clients from "../contact/Clients.svelte";
import SolvencyCheck from "../contact/SolvencyCheck.svelte";
import Cancel from "../deal/Cancel.svelte";
import Deal from "../deal/Deal.svelte";
import DealChange from "../deal/DealChange.svelte";
import DealNew from "../deal/DealNew.svelte";
import Deals from "../deal/Deals.svelte";
import Document from "../deal/Document.svelte";
import StartPaper from "../deal/StartPaper.svelte";
import Qualify from "../deal/Qualify.svelte";
import Acceptance from "../delivery/Acceptance.svelte";
import AnnounceStage from "../delivery/AnnounceStage.svelte";
import AskSupply from "../delivery/AskSupply.svelte";
import Begin from "../delivery/Begin.svelte";
import Deliver from "../delivery/Deliver.svelte";
import Lift from "../delivery/Lift.svelte";
import PlanStage from "../delivery/PlanStage.svelte";
import ReachStage from "../delivery/ReachStage.svelte";
import ReceiveSupply from "../delivery/ReceiveSupply.svelte";
import Report from "../delivery/Report.svelte";
import Complaint from "../follow-up/Complaint.svelte";
import Contact from "../follow-up/Contact.svelte";
import Reminders from "../dunning/Reminders.svelte";
import FollowUp from "../follow-up/FollowUp.svelte";
import Satisfaction from "../follow-up/Satisfaction.svelte";
import Thanks from "../follow-up/Thanks.svelte";
import CreditInvoice from "../invoice/CreditInvoice.svelte";
import Invoice from "../invoice/Invoice.svelte";
import InvoiceEditor from "../invoice/InvoiceEditor.svelte";
import InvoiceCheck from "../invoice/InvoiceCheck.svelte";
import Received from "../invoice/Received.svelte";
import ReceivedInvoice from "../invoice/ReceivedInvoice.svelte";
import StatusImport from "../invoice/StatusImport.svelte";
import Invoices from "../invoice/Invoices.svelte";
import IssueInvoice from "../invoice/IssueInvoice.svelte";
import Accept from "../order/Accept.svelte";
import Engagement from "../order/Engagement.svelte";
import OrderPaper from "../order/OrderPaper.svelte";
import OrderVat from "../order/OrderVat.svelte";
import StartRequest from "../order/StartRequest.svelte";
import Withdrawal from "../order/Withdrawal.svelte";
import Payment from "../payment/Payment.svelte";
import Payments from "../payment/Payments.svelte";
import Refund from "../payment/Refund.svelte";
import Statements from "../payment/Statements.svelte";
import UseCredit from "../payment/UseCredit.svelte";
import QuoteEditor from "../quote/QuoteEditor.svelte";
import Catalogue from "../quote/Catalogue.svelte";
import Quotes from "../quote/Quotes.svelte";
import Settings from "../settings/Settings.svelte";
import Review from "../today/Review.svelte";
import type { Place, RouteName } from "../router.svelte";

export const SCREENS: Record<Exclude<RouteName, "today">, Component<{ place: Place }>> = {
  review: Review,
  deals: Deals,
  deal_new: DealNew,
  deal: Deal,
  deal_change: DealChange,
  qualify: Qualify,
  quote: QuoteEditor,
  accept: Accept,
  deposit: IssueInvoice,
  progress: IssueInvoice,
  balance: IssueInvoice,
  standalone: InvoiceEditor,
  begin: Begin,
  deliver: Deliver,
  confirmation: OrderPaper,
  welcome: OrderPaper,
  start_request: StartRequest,
  engagement: Engagement,
  order_vat: OrderVat,
  withdrawal: Withdrawal,
  cancel: Cancel,
  refund: Refund,
  use_credit: UseCredit,
  thanks: Thanks,
  satisfaction: Satisfaction,
  complaint: Complaint,
  contact: Contact,
  accounting: Accounting,
  reminders: Reminders,
  follow_up: FollowUp,
  solvency: SolvencyCheck,
  clients: Clients,
  client_new: ClientNew,
  client_import: ClientImport,
  directory: Directory,
  client: Client,
  client_change: ClientChange,
  supply_ask: AskSupply,
  supply_receive: ReceiveSupply,
  stage_plan: PlanStage,
  stage_reach: ReachStage,
  stage_announce: AnnounceStage,
  report: Report,
  acceptance: Acceptance,
  lift: Lift,
  quotes: Quotes,
  catalogue: Catalogue,
  quote_new: StartPaper,
  invoices: Invoices,
  invoice_new: StartPaper,
  invoice_check: InvoiceCheck,
  received: Received,
  received_invoice: ReceivedInvoice,
  status_import: StatusImport,
  invoice: Invoice,
  payment: Payment,
  credit: CreditInvoice,
  payments: Payments,
  statements: Statements,
  payment_new: Payment,
  document: Document,
  settings: Settings,
  settings_documents: Settings,
  settings_mail: Settings,
  settings_messages: Settings,
  settings_terms: Settings,
  settings_law: Settings,
  settings_past: Settings,
  settings_look: Settings,
  settings_data: Settings,
};
