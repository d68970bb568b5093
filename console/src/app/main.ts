import './styles.css'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { mayTryAgain, pauseBefore } from '@/api/http'
import { language, speak } from '@/ui/texts'
import App from './App.vue'
import { router } from './router'

speak(language.value)

createApp(App)
  .use(router)
  .use(VueQueryPlugin, {
    queryClientConfig: {
      defaultOptions: {
        // an answer is replaced, never changed: to watch each of its 10 000 agencies would take longer than to show them
        queries: { retry: mayTryAgain, retryDelay: pauseBefore, staleTime: 5_000, shallow: true },
      },
    },
  })
  .mount('#app')
