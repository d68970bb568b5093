import { defineTexts, wordFor } from '@/ui/texts'

const moves = defineTexts(
  {
    receive: '收到',
    accept: '受理',
    reject: '未通过校验',
    return: '退回',
    approve: '审定',
    withdraw: '撤回',
    replace: '被更正',
    submit: '报送',
    file: '报送',
    void: '审定撤销',
    lapse: '原审定失效',
    'take-up': '开始审核',
  },
  {
    receive: 'received',
    accept: 'accepted',
    reject: 'failed the checks',
    return: 'returned',
    approve: 'approved',
    withdraw: 'withdrawn',
    replace: 'replaced',
    submit: 'filed',
    file: 'filed',
    void: 'approval voided',
    lapse: 'approval lapsed',
    'take-up': 'taken up for review',
  },
)

/** What happened to a filing, in words. */
export function submissionMove(move: string): string {
  return wordFor(moves, move)
}
