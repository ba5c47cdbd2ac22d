import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { polarisRtl } from './build/polaris-rtl.ts';

const API = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), polarisRtl()],
  server: { proxy: { '/admin/api': API } },
  build: { outDir: '../dist/web', emptyOutDir: true, manifest: true, target: 'es2022' },
});
