<?php
/**
 * What the shopper chose to have for points. It lies in WooCommerce's own session of that shopper, takes nothing, and is nobody else's.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The one reward of a cart.
 */
class Lasting_Choice {
	const SESSION = 'lasting_choice';
	/** What the shopper has to be told. */
	const WORD         = 'lasting_word';
	const WORD_SECONDS = 120;

	/**
	 * Hooks: whatever takes the coupon out of the cart takes the choice with it.
	 */
	public function listen() {
		add_action( 'woocommerce_removed_coupon', array( $this, 'coupon_removed' ) );
		add_action( 'woocommerce_cart_emptied', array( $this, 'emptied' ) );
		add_action( 'woocommerce_cart_item_removed', array( $this, 'item_removed' ), 10, 2 );
	}

	/**
	 * The choice of whoever looks at the page.
	 *
	 * @return array|null requestId, rewardId, steps, customerId, order, goodsMinor, currency and the terms as the server said them; null: none, or another person's.
	 */
	public static function get() {
		$kept = self::session() ? WC()->session->get( self::SESSION ) : null;
		if ( ! is_array( $kept ) || ! isset( $kept['requestId'], $kept['customerId'], $kept['code'] ) ) {
			return null;
		}
		$mine = get_current_user_id() > 0 && (int) $kept['customerId'] === get_current_user_id();
		return $mine && get_woocommerce_currency() === $kept['currency'] ? $kept : null;
	}

	/**
	 * Asks the server, and puts the reward into the cart. What was chosen before leaves, once the new one is certain.
	 *
	 * @param string $reward Its id.
	 * @param int    $steps  How many steps of it.
	 * @return true|WP_Error With the words for the shopper.
	 */
	public static function choose( $reward, $steps ) {
		$refused = self::cannot_choose();
		if ( null !== $refused ) {
			return $refused;
		}
		$asked = array(
			'requestId'   => wp_generate_uuid4(),
			'customerId'  => (string) get_current_user_id(),
			'rewardId'    => $reward,
			'steps'       => $steps,
			'amountMinor' => self::goods_minor(),
			'locale'      => self::language(),
		);
		$said  = Lasting_Server::call( Lasting_Connection::get(), 'quote', $asked );
		if ( ! is_wp_error( $said ) && ! Lasting_Terms::readable( $said ) ) {
			$said = new WP_Error( 'server-silent' );
		}
		return is_wp_error( $said ) ? Lasting_Words::refusal( $said ) : self::take( $asked, $said );
	}

	/**
	 * Takes it out of the cart, and gives back what was set aside for an order that was not paid.
	 */
	public static function drop() {
		$choice = self::get();
		if ( null !== $choice ) {
			self::leave( $choice );
			WC()->cart->calculate_totals();
		}
		WC()->session->set( self::WORD, null );
		Lasting_Left::give_back();
	}

	/**
	 * The coupon goes, and the choice with it.
	 *
	 * @param array  $choice The choice.
	 * @param string $word   What the shopper is told; empty: nothing.
	 */
	public static function leave( array $choice, $word = '' ) {
		$code = wc_format_coupon_code( $choice['code'] );
		WC()->cart->set_applied_coupons( array_values( array_diff( WC()->cart->get_applied_coupons(), array( $code ) ) ) );
		self::forget();
		if ( '' !== $word ) {
			$said = array(
				'text'  => $word,
				'until' => time() + self::WORD_SECONDS,
			);
			WC()->session->set( self::WORD, $said );
		}
	}

	/**
	 * What the shopper has to be told of what happened by itself. A cart is drawn several times in a row, so it is told for a while.
	 *
	 * @return string
	 */
	public static function word() {
		$word = self::session() ? WC()->session->get( self::WORD ) : null;
		return is_array( $word ) && $word['until'] > time() ? (string) $word['text'] : '';
	}

	/**
	 * Its points are set aside for an order.
	 *
	 * @param array $choice The choice.
	 * @param int   $order  Id of the order.
	 */
	public static function reserved( array $choice, $order ) {
		WC()->session->set( self::SESSION, array( 'order' => $order ) + $choice );
	}

	/**
	 * Somebody removed a coupon.
	 *
	 * @param string $code Its code.
	 */
	public function coupon_removed( $code ) {
		$choice = self::get();
		if ( null !== $choice && wc_format_coupon_code( $choice['code'] ) === wc_format_coupon_code( $code ) ) {
			self::forget();
		}
	}

	/**
	 * The cart became an order, or was emptied: an order keeps what was set aside for it.
	 */
	public function emptied() {
		if ( self::session() ) {
			WC()->session->set( self::SESSION, null );
			WC()->session->set( self::WORD, null );
		}
	}

	/**
	 * The last of the goods went.
	 *
	 * @param string  $key  Not used.
	 * @param WC_Cart $cart The cart.
	 */
	public function item_removed( $key, $cart ) {
		$choice = self::get();
		if ( null !== $choice && $cart->is_empty() ) {
			self::leave( $choice );
		}
	}

	/**
	 * What the goods in the cart come to after other discounts, as the shop shows prices.
	 *
	 * @return int In minor units.
	 */
	public static function goods_minor() {
		$cart      = WC()->cart;
		$choice    = self::get();
		$own       = null === $choice ? '' : wc_format_coupon_code( $choice['code'] );
		$with_tax  = $cart->display_prices_including_tax();
		$goods     = (float) $cart->get_subtotal() + ( $with_tax ? (float) $cart->get_subtotal_tax() : 0.0 );
		$discounts = $cart->get_coupon_discount_totals();
		$taxes     = $cart->get_coupon_discount_tax_totals();
		foreach ( $discounts as $code => $amount ) {
			if ( (string) $code !== $own ) {
				$goods -= (float) $amount + ( $with_tax && isset( $taxes[ $code ] ) ? (float) $taxes[ $code ] : 0.0 );
			}
		}
		return Lasting_Terms::minor( $goods, get_woocommerce_currency() );
	}

	/**
	 * The language of the page, among those that the server speaks.
	 *
	 * @return string en, fa or he.
	 */
	public static function language() {
		$language = substr( determine_locale(), 0, 2 );
		return in_array( $language, array( 'fa', 'he' ), true ) ? $language : 'en';
	}

	/**
	 * Why nothing can be chosen at all.
	 *
	 * @return WP_Error|null
	 */
	private static function cannot_choose() {
		if ( null === Lasting_Connection::get() || ! wc_coupons_enabled() ) {
			return Lasting_Words::refusal( new WP_Error( 'server-silent' ) );
		}
		if ( get_current_user_id() <= 0 ) {
			return Lasting_Words::refusal( new WP_Error( 'not-signed-in' ) );
		}
		return ! self::session() || WC()->cart->is_empty() ? Lasting_Words::refusal( new WP_Error( 'cart-empty' ) ) : null;
	}

	/**
	 * The quote becomes the choice.
	 *
	 * @param array $asked What was asked.
	 * @param array $said  The server's answer.
	 * @return true|WP_Error
	 */
	private static function take( array $asked, array $said ) {
		$before   = self::get();
		$together = Lasting_Coupon::stands_in_the_way( $said, $before );
		if ( null !== $together ) {
			return Lasting_Words::refusal( new WP_Error( 'other-coupon', '', array( 'code' => $together ) ) );
		}
		if ( null !== $before ) {
			self::leave( $before );
		}
		$choice = array_intersect_key( $said, array_flip( array( 'code', 'name', 'points', 'minimumMinor', 'gives', 'appliesTo', 'combines' ) ) );
		$choice = $choice + array(
			'requestId'  => $asked['requestId'],
			'rewardId'   => $asked['rewardId'],
			'steps'      => $asked['steps'],
			'customerId' => (int) $asked['customerId'],
			'goodsMinor' => $asked['amountMinor'],
			'currency'   => get_woocommerce_currency(),
			'order'      => 0,
		);
		WC()->session->set( self::SESSION, $choice );
		$refused = self::apply( $choice );
		if ( null !== $refused ) {
			self::leave( $choice );
			WC()->cart->calculate_totals();
			return $refused;
		}
		WC()->session->set( self::WORD, null );
		Lasting_Left::give_back();
		return true;
	}

	/**
	 * Puts the coupon into the cart. What WooCommerce says about it is said in our own words, where the shopper chose.
	 *
	 * @param array $choice The choice.
	 * @return WP_Error|null Why WooCommerce would not have it.
	 */
	private static function apply( array $choice ) {
		$notices = wc_get_notices();
		$chosen  = WC()->session->get( 'chosen_shipping_methods' );
		$applied = WC()->cart->apply_coupon( $choice['code'] );
		$errors  = array_diff( wp_list_pluck( wc_get_notices( 'error' ), 'notice' ), wp_list_pluck( isset( $notices['error'] ) ? $notices['error'] : array(), 'notice' ) );
		wc_set_notices( $notices );
		// WooCommerce turns to its own method of that name where a coupon gives free shipping; the shopper's stays, and becomes free.
		WC()->session->set( 'chosen_shipping_methods', $chosen );
		WC()->cart->calculate_totals();
		if ( $applied && null !== self::get() ) {
			return null;
		}
		$said = self::word();
		if ( '' === $said && array() !== $errors ) {
			$said = wp_strip_all_tags( (string) reset( $errors ) );
		}
		return '' === $said ? Lasting_Words::refusal( new WP_Error( 'reward-unavailable' ) ) : new WP_Error( 'reward-unavailable', $said );
	}

	/**
	 * Forgets the choice. What was set aside for an order is remembered until it can be given back.
	 */
	private static function forget() {
		$choice = WC()->session->get( self::SESSION );
		WC()->session->set( self::SESSION, null );
		if ( is_array( $choice ) && ! empty( $choice['order'] ) ) {
			Lasting_Left::remember( $choice );
		}
	}

	/**
	 * Whether there is a session: REST requests of the admin, and cron, have none.
	 *
	 * @return bool
	 */
	public static function session() {
		return function_exists( 'WC' ) && null !== WC()->session && null !== WC()->cart;
	}
}
