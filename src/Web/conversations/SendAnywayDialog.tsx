import { useTranslation } from "react-i18next";
import { Dialog } from "../look/Dialog";
import { CollisionWords } from "./CollisionWords";
import type { Collision } from "./collision";

/** Asked before an answer goes out that a colleague's would meet. */
export function SendAnywayDialog({ collision, onSend, onClose }: { collision: Collision; onSend: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("conversation.twoAnswers")} onClose={onClose}>
      <CollisionWords collision={collision} />
      <p>{t("conversation.twoAnswersMeans")}</p>
      <div className="row end">
        <button type="button" autoFocus onClick={onClose}>{t("conversation.waitFirst")}</button>
        <button type="button" className="primary" onClick={onSend}>{t("conversation.sendAnyway")}</button>
      </div>
    </Dialog>
  );
}
