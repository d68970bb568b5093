import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { toast } from './toasts'

/**
 * What a click does: one at a time, told when it is done, shown why it was refused.
 *
 * @param changes whether what is shown is another thing afterwards, and asked anew
 */
export function useAct({ changes = true } = {}) {
  const queries = useQueryClient()
  const problem = ref<unknown>(null)
  const busy = ref(false)

  async function act(what: () => Promise<unknown>, said: string | (() => string)): Promise<boolean> {
    if (busy.value) {
      return false
    }
    busy.value = true
    problem.value = null
    try {
      await what()
      toast(typeof said === 'string' ? said : said())
      return true
    } catch (refused) {
      problem.value = refused
      return false
    } finally {
      // a second click is one on what is shown after this
      if (changes) {
        await queries.invalidateQueries({ queryKey: ['api'] })
      }
      busy.value = false
    }
  }
  return { problem, busy, act }
}
