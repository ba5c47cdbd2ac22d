<?php
/**
 * What scripts of cart and checkout are told. Nothing here asks the server: what the shopper can have, the browser asks for itself.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The choice as it is shown, and where things are.
 */
class Lasting_Cart_View {
	const STYLE = 'lasting-cart';

	const WORDS = 'lasting-cart-words';
	/** Nothing of a page waits for a script of ours. */
	const LATE = array(
		'strategy'  => 'defer',
		'in_footer' => true,
	);

	/**
	 * Makes known the words of the page's language, which a script of the box has before it, and its style; pages without a box get neither.
	 */
	public static function know() {
		wp_register_script( self::WORDS, plugins_url( 'build/cart-words-' . Lasting_Choice::language() . '.js', LASTING_FILE ), array(), LASTING_VERSION, self::LATE );
		wp_register_style( self::STYLE, plugins_url( 'assets/cart.css', LASTING_FILE ), array(), LASTING_VERSION );
	}

	/**
	 * The choice in the cart.
	 *
	 * @return array|null name, points, code and rewardId.
	 */
	public static function choice() {
		$choice = Lasting_Choice::get();
		if ( null === $choice || ! Lasting_Coupon::applied( $choice ) ) {
			return null;
		}
		return array(
			'name'     => (string) $choice['name'],
			'points'   => (int) $choice['points'],
			'code'     => wc_format_coupon_code( $choice['code'] ),
			'rewardId' => (string) $choice['rewardId'],
		);
	}

	/**
	 * What changes with the cart.
	 *
	 * @return array
	 */
	public static function cart() {
		return array(
			'choice'     => self::choice(),
			'word'       => Lasting_Choice::word(),
			'goodsMinor' => null === WC()->cart ? 0 : Lasting_Choice::goods_minor(),
		);
	}

	/**
	 * What stays the same for a page. Pages of cart and checkout are personal, and no cache keeps them.
	 *
	 * @return array|null Null: no shop is connected.
	 */
	public static function place() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return null;
		}
		return array(
			'server'   => $connection['server'],
			'language' => Lasting_Choice::language(),
			'currency' => get_woocommerce_currency(),
			'signedIn' => get_current_user_id() > 0,
			'signIn'   => add_query_arg( 'redirect_to', rawurlencode( is_checkout() ? wc_get_checkout_url() : wc_get_cart_url() ), wc_get_page_permalink( 'myaccount' ) ),
			'ajax'     => WC_AJAX::get_endpoint( '%%endpoint%%' ),
		);
	}
}
