import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { polarisRtl } from './build/polaris-rtl.ts';

const API = 'http://127.0.0.1:3000';
/** Before gzip. What people really wait for is measured, compressed, by `npm run sizes`. */
const CHUNK_KB = 700;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), polarisRtl()],
  server: { proxy: { '/admin/api': API } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: CHUNK_KB,
    // A file of its own runs before the large ones: its questions are on their way while those are read.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'early', test: /src\/early\.ts$/u }] } } },
  },
});
