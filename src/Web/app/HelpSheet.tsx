import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../look/Dialog";
import { allCommands } from "./commands";
import { Keys } from "./Keys";

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [groups] = useState(allCommands);
  return (
    <Dialog title={t("app.help")} onClose={onClose} className="wide-dialog">
      <div className="help">
        {groups.map(group => (
          <section key={group.name}>
            <h3>{group.name}</h3>
            <dl>
              {group.commands
                .filter(c => c.keys)
                .map(command => (
                  <div key={command.label}>
                    <dt>{command.label}</dt>
                    <dd>
                      <Keys keys={command.keys!} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
