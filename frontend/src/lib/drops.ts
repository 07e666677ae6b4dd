/**
 * What is dropped beside a place that takes it would replace the page: in the desktop window there is no way back from
 * there. Text still drops into text fields.
 */
export function keepPageOnDrop(): void {
  const stop = (event: DragEvent) => {
    if (!event.defaultPrevented && !takesText(event)) event.preventDefault()
  }
  window.addEventListener('dragover', stop)
  window.addEventListener('drop', stop)
}

function takesText({ target, dataTransfer }: DragEvent): boolean {
  const field = target instanceof Element && target.closest('input, textarea, [contenteditable=true]')
  return Boolean(field) && !dataTransfer?.types.includes('Files')
}
