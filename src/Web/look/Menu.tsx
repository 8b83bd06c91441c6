import * as Radix from "@radix-ui/react-dropdown-menu";
import type { ReactNode } from "react";

export interface MenuItem {
  label: string;
  hint?: string;
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  act: () => void;
}

/** A button that opens a list of acts. Not modal: the page behind stays as it is. */
export function Menu({ label, trigger, items, className = "" }: { label: string; trigger: ReactNode; items: (MenuItem | "line")[]; className?: string }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger className={`button ${className}`} aria-label={label} title={label}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
          {items.map((item, i) =>
            item === "line" ? (
              <Radix.Separator key={i} className="menu-line" />
            ) : (
              <Radix.Item key={i} className={item.danger ? "menu-item danger" : "menu-item"} disabled={item.disabled ?? false} onSelect={item.act}>
                <span className="menu-check" aria-hidden="true">{item.checked ? "✓" : ""}</span>
                <span>{item.label}</span>
                {item.hint ? <span className="quiet">{item.hint}</span> : null}
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
