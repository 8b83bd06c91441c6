import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLink } from "./useLive";

/** Milliseconds of silence before a lost connection is worth a word: most come back sooner. */
const patienceMs = 1200;

/** Says what the page is doing while it isn't live, and nothing else. */
export function LinkNotice() {
  const { t } = useTranslation();
  const link = useLink();
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (link === "live") return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [link]);
  return (
    <div role="status" className="link-notice" data-link={link}>
      {late && link !== "live" ? <span>{t(link === "lost" ? "live.lost" : "live.connecting")}</span> : null}
    </div>
  );
}
