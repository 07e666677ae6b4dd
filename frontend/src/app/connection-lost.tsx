import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'

/** Says that the program is gone. A short break is not worth a word. */
export function ConnectionLost() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div
      role="status"
      className="fixed bottom-4 left-1/2 z-50 flex -translate-x-1/2 items-center gap-2 rounded-full border bg-popover px-4 py-2 shadow-lg"
    >
      <Unplug className="size-4 text-warning" aria-hidden />
      Patchbay is not answering. What you see may be out of date; trying again…
    </div>
  )
}
