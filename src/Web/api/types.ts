import type { components } from "./schema";

/**
 * The document says of 64-bit numbers that they may be written as strings, and gives ids no type; answers always write numbers, strings, and every
 * member.
 */
type Plain<T> = unknown extends T
  ? string
  : [number] extends [T]
    ? Exclude<T, string>
    : T extends (infer U)[]
      ? Plain<U>[]
      : T extends object
        ? { [K in keyof T]-?: Plain<Exclude<T[K], undefined>> }
        : T;

type Schemas = components["schemas"];

export type ConversationView = Omit<Plain<Schemas["ConversationView"]>, "approval"> & { approval: Plain<NonNullable<Schemas["ConversationView"]["approval"]>> | null };
export type CustomerView = Plain<Schemas["CustomerView"]>;
export type TimelineEntry = Omit<Plain<Schemas["TimelineEntryPage"]["items"][number]>, "author" | "metadata" | "receipt"> & {
  author: Plain<NonNullable<Schemas["TimelineEntryPage"]["items"][number]["author"]>> | null;
  receipt: DeliveryReceipt | null;
};
/** How far an answer came, and when; why it didn't. */
export interface DeliveryReceipt {
  state: "sent" | "delivered" | "failed" | "read";
  at: string;
  reason: string | null;
}
export type ConversationSummary = CustomerView["openConversations"][number];
export type SavedViews = Plain<Schemas["SavedViews"]>;
export type SavedView = SavedViews["views"][number];
export type NotificationChoices = Plain<Schemas["NotificationChoices"]>;
export type Notice = Plain<Schemas["NoticeView"]> & { conversationId: string | null };
export type Agent = Plain<Schemas["AgentsView"]>["items"][number];
export type StatsView = Plain<Schemas["StatsView"]>;
export type ClusterAnswer = Plain<Schemas["ClusterAnswer"]>;
export type ConversationPreview = Plain<Schemas["ConversationPreviewIReadOnlyList"][number]>;
export type Alarms = Plain<Schemas["AlarmsView"]>;
export type Alarm = Alarms["items"][number];
export type Commitment = Plain<Schemas["CommitmentItemPage"]>["items"][number];
export type ResponseFigures = Plain<Schemas["ResponseFiguresView"]>;
export type ResponseGroup = ResponseFigures["total"];
export type Templates = Plain<Schemas["TemplatesView"]>;
export type Template = Omit<Templates["items"][number], "title"> & { title: { fi: string; en: string } | null };
export type DeskCounts = Plain<Schemas["DeskCounts"]>;
export type FoundCustomer = Plain<Schemas["FoundCustomerIReadOnlyList"][number]>;
export type Problem = Plain<Schemas["Problem"]> & { errors?: Record<string, string[]>; current?: ConversationView };

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Session {
  name: string;
  displayName: string;
  role: "agent" | "supervisor" | "administrator" | "service";
  permissions: string[];
  csrfToken: string;
  expiresAt: string | null;
}

export interface Colleague {
  name: string;
  displayName: string;
  role: string;
}

export type Status = ConversationView["status"];
export type Priority = ConversationView["priority"];
