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
      defaultOptions: { queries: { retry: mayTryAgain, retryDelay: pauseBefore, staleTime: 5_000 } },
    },
  })
  .mount('#app')
