"use client";

import { createContext } from "react";

/** Opens the search; null where a page stands alone. */
export const SearchContext = createContext<(() => void) | null>(null);
