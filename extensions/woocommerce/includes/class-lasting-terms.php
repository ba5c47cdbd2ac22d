<?php
/**
 * What the server agreed to, as WooCommerce says it. Pure functions, so that they can be tested without WordPress.
 *
 * @package Lasting
 */

if ( ! defined( 'ABSPATH' ) && ! defined( 'LASTING_TESTS' ) ) {
	exit;
}

/**
 * Terms of a reward: as a virtual coupon, beside other coupons, and for the cart as it is now.
 */
class Lasting_Terms {
	/** Currencies whose smallest unit is not a hundredth, as the server counts them. */
	const MINOR_DIGITS = array( 'BHD' => 3, 'BIF' => 0, 'CLP' => 0, 'DJF' => 0, 'GNF' => 0, 'IQD' => 3, 'IRR' => 0, 'IRT' => 0, 'ISK' => 0, 'JOD' => 3, 'JPY' => 0, 'KMF' => 0, 'KRW' => 0, 'KWD' => 3, 'LYD' => 3, 'OMR' => 3, 'PYG' => 0, 'RWF' => 0, 'TND' => 3, 'UGX' => 0, 'UYI' => 0, 'VND' => 0, 'VUV' => 0, 'XAF' => 0, 'XOF' => 0, 'XPF' => 0 );

	/**
	 * How many decimals a currency has.
	 *
	 * @param string $currency As in EUR.
	 * @return int
	 */
	public static function digits( $currency ) {
		return isset( self::MINOR_DIGITS[ $currency ] ) ? self::MINOR_DIGITS[ $currency ] : 2;
	}

	/**
	 * Minor units as WooCommerce writes an amount: without any binary fraction in between.
	 *
	 * @param int    $minor    Not negative.
	 * @param string $currency As in EUR.
	 * @return string As in 12.50.
	 */
	public static function decimal( $minor, $currency ) {
		$digits = self::digits( $currency );
		if ( 0 === $digits ) {
			return (string) $minor;
		}
		$padded = str_pad( (string) $minor, $digits + 1, '0', STR_PAD_LEFT );
		return substr( $padded, 0, -$digits ) . '.' . substr( $padded, -$digits );
	}

	/**
	 * An amount of WooCommerce in minor units.
	 *
	 * @param float|string $amount   Of the shop.
	 * @param string       $currency As in EUR.
	 * @return int Not negative.
	 */
	public static function minor( $amount, $currency ) {
		return max( 0, (int) round( (float) $amount * pow( 10, self::digits( $currency ) ) ) );
	}

	/**
	 * Whether an answer of the server is one that a coupon can be made of.
	 *
	 * @param mixed $said The answer.
	 * @return bool
	 */
	public static function readable( $said ) {
		$whole = is_array( $said ) && isset( $said['code'], $said['name'], $said['points'], $said['gives']['kind'], $said['appliesTo']['kind'], $said['combines'] );
		return $whole && is_string( $said['code'] ) && 1 === preg_match( '/^[A-Za-z0-9-]{6,64}$/', $said['code'] ) && array() !== self::given( $said['gives'], 'EUR' );
	}

	/**
	 * The data of a virtual coupon.
	 *
	 * @param array  $terms    gives, appliesTo, minimumMinor and combines, as the server says them.
	 * @param string $currency Of the shop.
	 * @return array For WC_Coupon::read_manual_coupon().
	 */
	public static function coupon( array $terms, $currency ) {
		$minimum = isset( $terms['minimumMinor'] ) ? (int) $terms['minimumMinor'] : null;
		$data    = self::given( $terms['gives'], $currency ) + self::goods( $terms['appliesTo'] );
		if ( null !== $minimum ) {
			$data['minimum_amount'] = self::decimal( $minimum, $currency );
		}
		$data['individual_use'] = in_array( false, self::combines( $terms ), true );
		return $data;
	}

	/**
	 * With which kinds of other coupons it may be used.
	 *
	 * @param array $terms The terms.
	 * @return bool[] By order, product and shipping.
	 */
	public static function combines( array $terms ) {
		$said = $terms['combines'];
		return array(
			'order'    => ! empty( $said['order'] ),
			'product'  => ! empty( $said['product'] ),
			'shipping' => ! empty( $said['shipping'] ),
		);
	}

	/**
	 * What kind of discount a coupon is, for the question whether two may be used together.
	 *
	 * @param bool  $free_shipping Whether it gives free shipping.
	 * @param float $amount        Its amount.
	 * @param bool  $some_goods    Whether it is for some goods only.
	 * @return string order, product or shipping.
	 */
	public static function kind( $free_shipping, $amount, $some_goods ) {
		if ( $free_shipping && (float) $amount <= 0 ) {
			return 'shipping';
		}
		return $some_goods ? 'product' : 'order';
	}

	/**
	 * Whether the cart still is what was agreed on. An amount that was covered by the goods when it was chosen must be covered still: points would be lost.
	 *
	 * @param array $terms The terms, with `goodsMinor` as they were when the reward was chosen.
	 * @param int   $goods What the goods come to after other discounts, in minor units.
	 * @return string|null order-too-small, worth-less, or null where it fits.
	 */
	public static function misfit( array $terms, $goods ) {
		if ( isset( $terms['minimumMinor'] ) && $goods < (int) $terms['minimumMinor'] ) {
			return 'order-too-small';
		}
		$amount = 'amount-off' === $terms['gives']['kind'] ? (int) $terms['gives']['amountMinor'] : 0;
		return $goods < $amount && $amount <= (int) $terms['goodsMinor'] ? 'worth-less' : null;
	}

	/**
	 * The greatest price of shipping that the reward makes free.
	 *
	 * @param array $terms The terms.
	 * @return int|null In minor units; -1: the reward has nothing to do with shipping; null: however much it is.
	 */
	public static function free_up_to( array $terms ) {
		if ( 'free-shipping' !== $terms['gives']['kind'] ) {
			return -1;
		}
		return isset( $terms['gives']['maximumMinor'] ) ? (int) $terms['gives']['maximumMinor'] : null;
	}

	/**
	 * Type and amount.
	 *
	 * @param array  $gives    What it gives.
	 * @param string $currency Of the shop.
	 * @return array Empty: a kind that this plugin does not know yet.
	 */
	private static function given( array $gives, $currency ) {
		switch ( $gives['kind'] ) {
			case 'amount-off':
				return array(
					'discount_type' => 'fixed_cart',
					'amount'        => self::decimal( (int) $gives['amountMinor'], $currency ),
				);
			case 'percent-off':
				return array(
					'discount_type' => 'percent',
					'amount'        => number_format( (int) $gives['basisPoints'] / 100, 2, '.', '' ),
				);
			case 'free-shipping':
				return array(
					'discount_type' => 'fixed_cart',
					'amount'        => '0',
					'free_shipping' => true,
				);
			case 'free-product':
				return array(
					'discount_type'          => 'percent',
					'amount'                 => '100',
					'product_ids'            => array( (int) $gives['variantId'] ),
					'limit_usage_to_x_items' => 1,
				);
			default:
				return array();
		}
	}

	/**
	 * For which goods. What names its own goods keeps them.
	 *
	 * @param array $applies kind and ids.
	 * @return array
	 */
	private static function goods( array $applies ) {
		$ids = isset( $applies['ids'] ) && is_array( $applies['ids'] ) ? array_map( 'intval', $applies['ids'] ) : array();
		if ( 'products' === $applies['kind'] ) {
			return array( 'product_ids' => $ids );
		}
		return 'collections' === $applies['kind'] ? array( 'product_categories' => $ids ) : array();
	}
}
