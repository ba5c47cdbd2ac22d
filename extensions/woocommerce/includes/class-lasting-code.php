<?php
/**
 * A link that puts a code into the cart: SHOP/?lasting_code=CODE, as the page of a friend's link and our mails have it.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the code until the cart can take it. A friend's coupon is for one address, which a guest types only at the checkout.
 */
class Lasting_Code {
	const NAME = 'lasting_code';

	/**
	 * Hooks: after WooCommerce has read a form that adds to the cart, and whenever the cart or the address changes.
	 */
	public function listen() {
		add_action( 'wp_loaded', array( $this, 'take' ), 30 );
		add_action( 'woocommerce_add_to_cart', array( $this, 'try_again' ), 30, 0 );
		add_action( 'woocommerce_checkout_update_order_review', array( $this, 'address_typed' ) );
		add_action( 'woocommerce_checkout_process', array( $this, 'placing' ) );
		add_action( 'wp_enqueue_scripts', array( $this, 'watch_address' ), 20 );
		add_action( 'woocommerce_store_api_cart_update_customer_from_request', array( $this, 'try_again' ), 30, 0 );
		add_action( 'woocommerce_applied_coupon', array( $this, 'applied' ) );
	}

	/**
	 * Somebody follows the link. It needs no nonce: it comes from a mail, and all that it can do is offer the shopper a discount.
	 */
	public function take() {
		if ( ! isset( $_GET[ self::NAME ] ) || is_admin() || wp_doing_ajax() || null === WC()->session || null === Lasting_Connection::get() ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- see above.
			return;
		}
		$code = sanitize_text_field( wp_unslash( $_GET[ self::NAME ] ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- see above.
		nocache_headers();
		if ( 1 === preg_match( '/^[A-Za-z0-9-]{4,64}$/', $code ) ) {
			WC()->session->set_customer_session_cookie( true );
			WC()->session->set( self::NAME, wc_format_coupon_code( $code ) );
			if ( $this->try_again() ) {
				wc_add_notice( __( 'Your discount is in the cart.', 'lasting-loyalty' ) );
			} else {
				wc_add_notice( __( 'Your discount is kept for you. It is taken off once the goods are in the cart and your e-mail address is typed at the checkout.', 'lasting-loyalty' ), 'notice' );
			}
		}
		wp_safe_redirect( WC()->cart->is_empty() ? wc_get_page_permalink( 'shop' ) : wc_get_cart_url() );
		exit;
	}

	/**
	 * Puts the code into the cart, without a word where that cannot be yet.
	 *
	 * @return bool Whether it is in it now.
	 */
	public function try_again() {
		$code = null === WC()->session ? null : WC()->session->get( self::NAME );
		if ( ! is_string( $code ) || null === WC()->cart ) {
			return false;
		}
		// A friend's coupon is made a moment after it was promised, so one that is not there yet may come.
		if ( WC()->cart->is_empty() || 0 === wc_get_coupon_id_by_code( $code ) ) {
			return false;
		}
		$said = wc_get_notices();
		$in   = WC()->cart->has_discount( $code ) || WC()->cart->apply_coupon( $code );
		wc_set_notices( $said );
		return $in;
	}

	/**
	 * The classic checkout tells what is typed as one text; WooCommerce itself reads the address only when the order is placed.
	 *
	 * @param string $posted The form, as a query.
	 */
	public function address_typed( $posted ) {
		if ( null === WC()->session || null === WC()->session->get( self::NAME ) ) {
			return;
		}
		wp_parse_str( (string) $posted, $fields );
		$this->try_with( isset( $fields['billing_email'] ) && is_string( $fields['billing_email'] ) ? $fields['billing_email'] : '' );
	}

	/**
	 * The order is being placed: whoever was faster than the page gets the discount all the same. Sums are counted after this.
	 */
	public function placing() {
		if ( null !== WC()->session && null !== WC()->session->get( self::NAME ) ) {
			$this->try_with( isset( $_POST['billing_email'] ) ? sanitize_text_field( wp_unslash( $_POST['billing_email'] ) ) : '' ); // phpcs:ignore WordPress.Security.NonceVerification.Missing -- WooCommerce has checked its own.
		}
	}

	/**
	 * The classic checkout asks for its sums again when an address changes, and the e-mail address, which is typed last, is none to it.
	 */
	public function watch_address() {
		if ( is_checkout() && null !== WC()->session && null !== WC()->session->get( self::NAME ) ) {
			wp_add_inline_script( 'wc-checkout', 'jQuery(document.body).on("change","#billing_email",function(){jQuery(document.body).trigger("update_checkout")});' );
		}
	}

	/**
	 * Tries with the address that was typed.
	 *
	 * @param string $typed The address.
	 */
	private function try_with( $typed ) {
		$email = sanitize_email( $typed );
		if ( is_email( $email ) ) {
			WC()->customer->set_billing_email( $email );
			$this->try_again();
		}
	}

	/**
	 * A coupon is in the cart, by whoever: it is not to be put there again after the shopper takes it out.
	 *
	 * @param string $code Of the coupon.
	 */
	public function applied( $code ) {
		if ( null !== WC()->session && WC()->session->get( self::NAME ) === wc_format_coupon_code( $code ) ) {
			WC()->session->set( self::NAME, null );
		}
	}
}
