import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect } from "react";
import { call, Refusal, rememberToken, whenSignedOut } from "../api/client";
import type { Colleague, Session } from "../api/types";

export const SessionContext = createContext<Session | null>(null);

/** Whoever is signed in; only used where somebody is. */
export function useMe(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("nobody is signed in");
  return session;
}

export const useMay = (permission: string) => useMe().permissions.includes(permission);

/** Null: nobody is signed in. */
export function useSession() {
  const queries = useQueryClient();
  useEffect(() => whenSignedOut(() => queries.setQueryData(["session"], null)), [queries]);
  return useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      try {
        return remember(await call<Session>("/api/session"));
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
    retry: 3,
  });
}

export function remember(session: Session): Session {
  rememberToken(session.csrfToken);
  return session;
}

export async function signIn(name: string, password: string) {
  return remember(await call<Session>("/api/session", { method: "POST", body: { name, password } }));
}

export const signOut = () => call("/api/session", { method: "DELETE" });

/** Those to whom something can be given, by sign-in name. */
export function useColleagues() {
  const query = useQuery({ queryKey: ["colleagues"], queryFn: ({ signal }) => call<{ items: Colleague[] }>("/api/colleagues", { signal }), staleTime: 60_000 });
  const all = query.data?.items ?? [];
  const nameOf = (name: string) => all.find(c => c.name === name)?.displayName ?? name;
  return { all, nameOf };
}
