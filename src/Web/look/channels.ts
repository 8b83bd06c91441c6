/** The channels that the service knows by name; others are custom:word. */
export const channels = ["facebook", "messenger", "instagram", "whatsapp", "x", "telegram", "line", "sms", "email", "webchat", "phone", "meeting", "note", "forum", "campaign", "store", "press"] as const;
