import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { toast } from './toasts'

/** What a click does: one at a time, told when it is done, shown why it was refused; and all that is shown is asked anew. */
export function useAct() {
  const queries = useQueryClient()
  const problem = ref<unknown>(null)
  const busy = ref(false)

  async function act(what: () => Promise<unknown>, said: string): Promise<boolean> {
    if (busy.value) {
      return false
    }
    busy.value = true
    problem.value = null
    try {
      await what()
      toast(said)
      return true
    } catch (refused) {
      problem.value = refused
      return false
    } finally {
      // a second click is one on what is shown after this
      await queries.invalidateQueries({ queryKey: ['api'] })
      busy.value = false
    }
  }
  return { problem, busy, act }
}
