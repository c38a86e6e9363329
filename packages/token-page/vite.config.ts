import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { withoutCauses } from './scripts/left_out.ts'
import { loadedAtOnce } from './scripts/loaded_at_once.ts'
import { singleFile } from './scripts/single_file.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The page as one file: `dist/page.html`. */
export default defineConfig({
  root: path('src/page'),
  plugins: [loadedAtOnce(), withoutCauses(), singleFile()],
  resolve: { conditions: ['@x/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: path('dist'),
    // The library stands there already.
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    // From here on browsers know color-scheme, and the style goes without a stand-in for it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: { input: path('src/page/page.html'), output: { codeSplitting: false } },
  },
})
