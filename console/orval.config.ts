import { defineConfig } from 'orval'

export default defineConfig({
  huikan: {
    input: '../gateway/src/main/resources/contract/openapi.json',
    output: {
      target: 'src/api/generated/huikan.ts',
      schemas: 'src/api/generated/model',
      client: 'vue-query',
      httpClient: 'fetch',
      clean: true,
      override: {
        mutator: { path: 'src/api/http.ts', name: 'http' },
        fetch: { includeHttpResponseReturnType: false },
        query: { shouldSplitQueryKey: true },
      },
    },
  },
})
