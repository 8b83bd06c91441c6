import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  /** Without its heading on the screen; it is read out all the same. */
  quiet?: boolean;
}

/** The browser's own modal dialog: it keeps the focus inside, ends with Escape, and gives the focus back. */
export function Dialog({ title, onClose, children, className = "", quiet = false }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement as HTMLElement | null;
    if (!element.open) element.showModal();
    // The browser chooses the first thing that can have the focus, which is what closes it; who opens a form wants to fill it in.
    element.querySelector<HTMLElement>("textarea, select, input:not([type=radio]), input:checked")?.focus();
    return () => {
      element.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={event => event.target === dialog.current && onClose()}
    >
      <div className="dialog-body">
        <header className={quiet ? "visually-hidden" : undefined}>
          <h2 id={heading}>{title}</h2>
          <button type="button" className="plain icon-button" onClick={onClose} aria-label={t("look.close")}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
