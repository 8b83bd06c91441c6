export const priorities = ["urgent", "high", "normal", "low"] as const;
