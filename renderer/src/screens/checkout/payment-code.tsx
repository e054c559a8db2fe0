import { PaymentQr } from '../../components/payment-qr.tsx'
import classes from './payment-code.module.css'

/** The code, as large as its place allows. */
export function PaymentCode({ text }: Readonly<{ text: string }>) {
  return (
    <div className={classes['place']}>
      <div className={classes['square']}>
        <PaymentQr text={text} />
      </div>
    </div>
  )
}
