import { defineTexts } from '@/ui/texts'

type Effects = Record<string, (unit: string) => string>

/** What comes of a move that asks for nothing: its dialog says it in one sentence. By kind and move. */
const effects = defineTexts(
  {
    'case-reviews/confirm': () => '按得分确定每份案卷的等次，随后可以通报。',
    'case-reviews/circulate': () => '评查结果通报被评查单位，查出的问题登记为整改问题。',
    'findings/claim': (unit: string) => `${unit}认领这个问题，负责整改；立行立改的直接整改，其他的先报整改方案。`,
    'inspections/approve': () => '批准立项，随后编组。',
    'inspections/conclude': () => '走访结束，转入汇总，随后向被督察单位反馈。',
    'inspections/look-back': () => '转入回头看，核查反馈问题的整改。',
    'letters/issue': (unit: string) => `印发给${unit}，由其签收；内容不再改动。`,
    'letters/receive': (unit: string) => `记为${unit}已签收；需要答复的，随后答复。`,
    'orders/register': (unit: string) => `督办单立项，随后印发给${unit}。`,
    'orders/issue': (unit: string) => `督办单印发给${unit}，由其签收和承办。`,
    'orders/receive': (unit: string) => `记为${unit}已签收，随后由其承办。`,
    'orders/reply-acceptance': (unit: string) => `接受${unit}的反馈，转入核实。`,
    'orders/complete': () => '核实完毕，督办单办结。',
    'reinspections/draw': () => '从已销号的问题中抽取：重点问题全部，其他的按比例随机；随后为每个指定复查人。',
    'reinspections/close': () => '回头看结束，不再登记复查结果。',
    'requests/withdraw': (unit: string) => `${unit}不再申请；以后可以再次申请。`,
    'reviews/publish': (unit: string) => `记为${unit}已公开这份报告。`,
    'task-lists/issue': () => '清单印发，每项任务下达给它的牵头单位认领。',
    'tasks/accept': (unit: string) => `${unit}认领这项任务，随后启动。`,
    'tasks/start': (unit: string) => `任务开始推进，由${unit}按期报告进展。`,
    'tasks/confirm': (unit: string) => `验收通过，${unit}的这项任务记为已完成。`,
  },
  {
    'case-reviews/confirm': () => 'Each file is graded by its score; then the result can be circulated.',
    'case-reviews/circulate': () =>
      'The result goes to the reviewed agency, and the problems found are registered as findings.',
    'findings/claim': (unit: string) =>
      `${unit} claims this finding and rectifies it: at once where it is so ordered, else after a plan.`,
    'inspections/approve': () => 'The inspection is approved; its groups are formed next.',
    'inspections/conclude': () => 'Visits end and their results are put together, to be fed back to the agencies.',
    'inspections/look-back': () => 'What was fed back is looked at again.',
    'letters/issue': (unit: string) =>
      `The letter goes to ${unit}, which confirms its receipt; it is not changed any more.`,
    'letters/receive': (unit: string) => `${unit} has received it; where a reply is asked for, that comes next.`,
    'orders/register': (unit: string) => `The order is registered; it is issued to ${unit} next.`,
    'orders/issue': (unit: string) => `The order goes to ${unit}, which confirms its receipt and handles it.`,
    'orders/receive': (unit: string) => `${unit} has received it and handles it next.`,
    'orders/reply-acceptance': (unit: string) => `The reply of ${unit} is accepted and verified next.`,
    'orders/complete': () => 'Verified: the order is completed.',
    'reinspections/draw': () =>
      'Of the closed findings all key ones are taken, and a share of the others at random; each gets its inspector next.',
    'reinspections/close': () => 'The re-inspection ends; no outcome is entered any more.',
    'requests/withdraw': (unit: string) => `${unit} does not ask for it any more; it may ask again.`,
    'reviews/publish': (unit: string) => `${unit} has published this report.`,
    'task-lists/issue': () => 'The list is issued: each task goes to its lead agency, which accepts it.',
    'tasks/accept': (unit: string) => `${unit} accepts this task and starts it next.`,
    'tasks/start': (unit: string) => `The task starts; ${unit} reports its progress.`,
    'tasks/confirm': (unit: string) => `Accepted: this task of ${unit} is done.`,
  },
)

/** Of a move that has no sentence here, nothing. */
export function effectOf(kind: string, move: string, unit: string): string {
  return (effects as Effects)[`${kind}/${move}`]?.(unit) ?? ''
}
