<?php
/**
 * The coupon of a choice: WooCommerce knows it in the shopper's own session, and it exists nowhere else.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * A virtual coupon with the terms of the choice.
 */
class Lasting_Coupon {
	/**
	 * Hooks. None of them asks the server.
	 */
	public function listen() {
		add_filter( 'woocommerce_get_shop_coupon_data', array( $this, 'data' ), 10, 2 );
		add_filter( 'woocommerce_cart_totals_coupon_label', array( $this, 'label' ), 10, 2 );
		add_filter( 'woocommerce_coupon_error', array( $this, 'error' ), 10, 3 );
		add_filter( 'woocommerce_coupon_is_valid', array( $this, 'beside' ), 10, 2 );
		add_filter( 'woocommerce_apply_individual_use_coupon', array( $this, 'keep_others' ), 10, 3 );
		add_filter( 'woocommerce_apply_with_individual_use_coupon', array( $this, 'let_others_come' ), 10, 3 );
		add_filter( 'woocommerce_coupon_get_items_to_apply', array( $this, 'items' ), 10, 2 );
		add_filter( 'woocommerce_package_rates', array( $this, 'rates' ), 100 );
		add_action( 'woocommerce_after_calculate_totals', array( $this, 'look_at_cart' ) );
	}

	/**
	 * What the code means in this session. A stranger who types it gets what WooCommerce says of codes that do not exist.
	 *
	 * @param mixed $data Of others who make coupons.
	 * @param mixed $code As it was asked for.
	 * @return mixed
	 */
	public function data( $data, $code ) {
		$choice = self::choice_of( $code );
		return null === $choice ? $data : Lasting_Terms::coupon( $choice, $choice['currency'] );
	}

	/**
	 * The name of the reward, never the code.
	 *
	 * @param string    $label  Of WooCommerce.
	 * @param WC_Coupon $coupon The coupon.
	 * @return string
	 */
	public function label( $label, $coupon ) {
		$choice = self::choice_of( $coupon->get_code() );
		return null === $choice ? $label : esc_html( $choice['name'] );
	}

	/**
	 * What shoppers are told when it does not fit: they never saw a code.
	 *
	 * @param string    $message Of WooCommerce.
	 * @param int       $reason  Of WooCommerce.
	 * @param WC_Coupon $coupon  The coupon.
	 * @return string
	 */
	public function error( $message, $reason, $coupon ) {
		$choice = $coupon instanceof WC_Coupon ? self::choice_of( $coupon->get_code() ) : null;
		if ( null === $choice ) {
			return $message;
		}
		return WC_Coupon::E_WC_COUPON_MIN_SPEND_LIMIT_NOT_MET === (int) $reason
			? Lasting_Words::misfit( 'order-too-small', $choice['name'], $choice['minimumMinor'] )
			: Lasting_Words::no_goods( $choice['name'] );
	}

	/**
	 * Coupons that may stay beside it were looked at before it came.
	 *
	 * @param string[]  $keep    Codes that stay.
	 * @param WC_Coupon $coupon  Which comes.
	 * @param string[]  $applied Codes in the cart.
	 * @return string[]
	 */
	public function keep_others( $keep, $coupon, $applied ) {
		return null === self::choice_of( $coupon->get_code() ) ? $keep : $applied;
	}

	/**
	 * Whether another coupon may come beside it.
	 *
	 * @param bool      $allowed Of others.
	 * @param WC_Coupon $coupon  Which comes.
	 * @param WC_Coupon $there   Which is there, and stands alone.
	 * @return bool
	 */
	public function let_others_come( $allowed, $coupon, $there ) {
		$choice = self::choice_of( $there->get_code() );
		return null === $choice ? $allowed : Lasting_Terms::combines( $choice )[ self::kind( $coupon ) ];
	}

	/**
	 * Why another coupon may not come, by the name of the reward: WooCommerce would name a code that nobody has seen.
	 *
	 * @param bool      $valid  Of others.
	 * @param WC_Coupon $coupon Any.
	 * @return bool
	 * @throws Exception With words for the shopper.
	 */
	public function beside( $valid, $coupon ) {
		$choice = Lasting_Choice::get();
		$code   = wc_format_coupon_code( $coupon->get_code() );
		if ( null === $choice || ! self::applied( $choice ) || in_array( $code, WC()->cart->get_applied_coupons(), true ) ) {
			return $valid;
		}
		if ( ! Lasting_Terms::combines( $choice )[ self::kind( $coupon ) ] ) {
			throw new Exception( esc_html( Lasting_Words::beside( $choice['name'] ) ), (int) WC_Coupon::E_WC_COUPON_ALREADY_APPLIED_INDIV_USE_ONLY );
		}
		return $valid;
	}

	/**
	 * An amount that is for some goods lessens those only: for WooCommerce an amount off the cart is one off everything.
	 *
	 * @param array     $items  Of the cart.
	 * @param WC_Coupon $coupon The coupon.
	 * @return array
	 */
	public function items( $items, $coupon ) {
		if ( null === self::choice_of( $coupon->get_code() ) || ! $coupon->is_type( 'fixed_cart' ) ) {
			return $items;
		}
		$products   = $coupon->get_product_ids();
		$categories = $coupon->get_product_categories();
		if ( array() === $products && array() === $categories ) {
			return $items;
		}
		return array_values(
			array_filter(
				$items,
				static function ( $item ) use ( $products, $categories ) {
					$ids = array( $item->product->get_id(), $item->product->get_parent_id() );
					return array() !== array_intersect( $ids, $products ) || ( array() !== $categories && array() !== array_intersect( wc_get_product_cat_ids( $item->product->get_parent_id() ? $item->product->get_parent_id() : $item->product->get_id() ), $categories ) );
				}
			)
		);
	}

	/**
	 * Free shipping: WooCommerce's own needs a method that asks for a coupon, which few shops have.
	 *
	 * @param WC_Shipping_Rate[] $rates Of a package.
	 * @return WC_Shipping_Rate[]
	 */
	public function rates( $rates ) {
		$choice = Lasting_Choice::get();
		if ( null === $choice || ! self::applied( $choice ) ) {
			return $rates;
		}
		$most = Lasting_Terms::free_up_to( $choice );
		foreach ( $rates as $rate ) {
			$tax  = WC()->cart->display_prices_including_tax() ? array_sum( array_map( 'floatval', $rate->get_taxes() ) ) : 0.0;
			$cost = Lasting_Terms::minor( (float) $rate->get_cost() + $tax, $choice['currency'] );
			if ( null === $most || $cost <= $most ) {
				$rate->set_cost( '0' );
				$rate->set_taxes( array_fill_keys( array_keys( $rate->get_taxes() ), 0 ) );
			}
		}
		return $rates;
	}

	/**
	 * The cart was added up. What does not fit it any more leaves, with a word; the server is not asked.
	 *
	 * @param WC_Cart $cart The cart.
	 */
	public function look_at_cart( $cart ) {
		$choice = Lasting_Choice::get();
		if ( null === $choice || ! self::applied( $choice ) ) {
			return;
		}
		$valid = ( new WC_Discounts( $cart ) )->is_coupon_valid( new WC_Coupon( $choice['code'] ) );
		$why   = Lasting_Terms::misfit( $choice, Lasting_Choice::goods_minor() );
		if ( null === $why && ! is_wp_error( $valid ) ) {
			return;
		}
		$word = null === $why ? $valid->get_error_message() : Lasting_Words::misfit( $why, $choice['name'], $choice['minimumMinor'] );
		Lasting_Choice::leave( $choice, $word );
		$cart->calculate_totals();
	}

	/**
	 * Whether the coupon of a choice is in the cart.
	 *
	 * @param array $choice The choice.
	 * @return bool
	 */
	public static function applied( array $choice ) {
		return in_array( wc_format_coupon_code( $choice['code'] ), WC()->cart->get_applied_coupons(), true );
	}

	/**
	 * A coupon in the cart that would have to go first.
	 *
	 * @param array      $terms  Of the reward.
	 * @param array|null $before The choice that it replaces.
	 * @return string|null Its code.
	 */
	public static function stands_in_the_way( array $terms, $before ) {
		$own = null === $before ? '' : wc_format_coupon_code( $before['code'] );
		foreach ( WC()->cart->get_applied_coupons() as $code ) {
			$coupon = new WC_Coupon( $code );
			if ( $code !== $own && ( $coupon->get_individual_use() || ! Lasting_Terms::combines( $terms )[ self::kind( $coupon ) ] ) ) {
				return $code;
			}
		}
		return null;
	}

	/**
	 * What kind of discount a coupon is.
	 *
	 * @param WC_Coupon $coupon Any.
	 * @return string order, product or shipping.
	 */
	private static function kind( WC_Coupon $coupon ) {
		$some = $coupon->is_type( 'fixed_product' ) || array() !== $coupon->get_product_ids() || array() !== $coupon->get_product_categories();
		return Lasting_Terms::kind( $coupon->get_free_shipping(), (float) $coupon->get_amount(), $some );
	}

	/**
	 * The choice that a code belongs to.
	 *
	 * @param mixed $code A code, or anything else that coupons are made from.
	 * @return array|null
	 */
	private static function choice_of( $code ) {
		if ( ! is_string( $code ) || '' === $code ) {
			return null;
		}
		$choice = Lasting_Choice::get();
		return null !== $choice && strtolower( $choice['code'] ) === strtolower( $code ) ? $choice : null;
	}
}
