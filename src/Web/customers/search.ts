import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../api/client";
import { withQuery } from "../api/paths";
import type { FoundCustomer } from "../api/types";

/** Milliseconds of rest after a letter, before the question is asked. */
const restMs = 120;

/** Customers whose name or handle begins so, while it is typed. */
export function useCustomerSearch(typed: string) {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useQuery({
    queryKey: ["customers", "search", asked],
    queryFn: ({ signal }) => call<FoundCustomer[]>(withQuery("/api/customers", { search: asked }), { signal }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return { found: asked && typed.trim() ? (query.data ?? []) : [], asked, isSearching: query.isFetching, error: query.error };
}
