import { useQuery } from "@tanstack/react-query";
import { call } from "../api/client";
import type { CustomerView } from "../api/types";
import { useWatch } from "../live/useLive";

export function useCustomer(id: string | undefined) {
  const query = useQuery({ queryKey: ["customer", id], queryFn: ({ signal }) => call<CustomerView>(`/api/customers/${id}`, { signal }), enabled: Boolean(id), staleTime: Infinity });
  useWatch<CustomerView>("customer", query.data ? id : null);
  return query;
}

export const nameOf = (customer: CustomerView | undefined) => customer?.name ?? customer?.identities[0]?.handle ?? "";
