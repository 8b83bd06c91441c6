import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    emptyOutDir: true,
    target: "es2022",
    // Everything that a page needs is a file of its own: the content security policy allows no inline data.
    assetsInlineLimit: 0,
    // Kilobytes before compression; what travels is bounded by a test.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
  },
  // The service itself runs beside it: ./crm up. The console's own folder api isn't asked of it.
  server: { proxy: Object.fromEntries(["^/api/(?!.*\\.ts)", "/hub", "/openapi"].map(path => [path, { target: "http://127.0.0.1:5080", ws: true }])) },
});
