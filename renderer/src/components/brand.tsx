/** The product's mark: a level line held by a point. Decorative beside the name. */
export function Brand({ size }: Readonly<{ size: number }>) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#0b655d" />
      <path d="M9 12.5h14M9 19.5h14" stroke="#9ad6cd" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="16" cy="16" r="3.6" fill="#ffffff" />
    </svg>
  )
}
