import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { postDraftsCycleAgencyFiling } from '@/api/generated/huikan'
import { ifMatch } from '@/api/http'
import type { useDraft } from './useDraft'
import { keepReceipt } from './receipts'

/**
 * Files the draft once, however often it is asked to, and goes to what became of it.
 *
 * @param sure whether it is to be filed, asked when the server has all of it
 */
export function useSubmit(
  cycle: () => string,
  agency: () => string,
  { flush, version, unsent }: Pick<ReturnType<typeof useDraft>, 'flush' | 'version' | 'unsent'>,
  sure: () => Promise<boolean>,
) {
  const router = useRouter()
  const problem = ref<unknown>(null)
  const sending = ref(false)
  /** filed, perhaps, though no answer came: the same version once more is the same filing */
  let tried = -1

  async function file(): Promise<void> {
    if (tried !== version.value || unsent.value.length > 0) {
      await flush()
      if (!(await sure())) {
        return
      }
    }
    tried = version.value
    const taken = await postDraftsCycleAgencyFiling(cycle(), agency(), ifMatch(tried))
    // without it the filing is as good; its page says where the receipt is
    await keepReceipt(taken.id, taken.receipt).catch(() => undefined)
    await router.push({ name: 'submission', params: { id: taken.id }, query: { filed: '1' } })
  }

  async function submit(): Promise<void> {
    if (sending.value) {
      return
    }
    sending.value = true
    problem.value = null
    await file()
      .catch((refused: unknown) => (problem.value = refused))
      .finally(() => (sending.value = false))
  }
  return { problem, sending, submit }
}
