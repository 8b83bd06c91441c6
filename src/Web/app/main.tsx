import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refusal } from "../api/client";
import { startLanguages } from "../language/languages";
import "../look/look.css";
import { App } from "./App";
import { applyTheme } from "./theme";

applyTheme();
await startLanguages();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What the service refuses it refuses again.
      retry: (count, error) => !(error instanceof Refusal) && count < 2,
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
