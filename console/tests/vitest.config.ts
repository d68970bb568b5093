import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/*.test.ts'],
    // one browser and one suite: what one journey files, another one reads
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
