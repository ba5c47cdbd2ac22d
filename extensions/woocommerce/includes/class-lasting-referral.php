<?php
/**
 * Friends who come by somebody's link: SHOP/ref/CODE leads to the page of the link on the server, and how somebody came is kept until they order.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The address of a link, and the mark on the order.
 */
class Lasting_Referral {
	const QUERY = 'lasting_ref_code';
	const RULE  = '^ref/([A-Za-z0-9][A-Za-z0-9-]{1,38}[A-Za-z0-9])/?$';
	/** CODE, or CODE;channel: as the server reads it from an order. */
	const MARK = '/^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9](;[a-z]{1,16})?$/i';
	/** In WooCommerce's session, and in the address by which somebody arrives. */
	const NAME = 'lasting_ref';
	const META = '_lasting_ref';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'init', array( $this, 'know_address' ) );
		add_filter( 'query_vars', array( $this, 'know_query' ) );
		add_action( 'template_redirect', array( $this, 'lead' ), 0 );
		add_action( 'wp_enqueue_scripts', array( $this, 'arrival' ) );
		add_action( 'wc_ajax_lasting_ref', array( $this, 'keep' ) );
		add_action( 'woocommerce_checkout_create_order', array( $this, 'mark' ) );
		add_action( 'woocommerce_store_api_checkout_update_order_meta', array( $this, 'mark_and_save' ) );
		add_action( 'woocommerce_checkout_order_processed', array( $this, 'used' ) );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'used' ) );
	}

	/**
	 * SHOP/ref/CODE. Whatever is no code stays an address that is not there.
	 */
	public function know_address() {
		add_rewrite_rule( self::RULE, 'index.php?' . self::QUERY . '=$matches[1]', 'top' );
	}

	/**
	 * WordPress lets no other name through.
	 *
	 * @param string[] $names Known names.
	 * @return string[]
	 */
	public function know_query( $names ) {
		$names[] = self::QUERY;
		return $names;
	}

	/**
	 * To the page of the link. The server is not asked: whether a code is anybody's is said there.
	 */
	public function lead() {
		$code = get_query_var( self::QUERY );
		if ( ! is_string( $code ) || '' === $code ) {
			return;
		}
		$connection = Lasting_Connection::get();
		nocache_headers();
		if ( null === $connection || 1 !== preg_match( '/^[A-Za-z0-9-]{3,40}$/', $code ) ) {
			global $wp_query;
			$wp_query->set_404();
			status_header( 404 );
			return;
		}
		$way = isset( $_GET['c'] ) ? sanitize_key( wp_unslash( $_GET['c'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- a link that people pass on; it changes nothing here.
		$to  = $connection['server'] . '/ref/' . rawurlencode( $connection['store_id'] ) . '/' . rawurlencode( $code );
		wp_redirect( 1 === preg_match( '/^[a-z]{1,16}$/', $way ) ? $to . '?c=' . $way : $to ); // phpcs:ignore WordPress.Security.SafeRedirect -- the server that the merchant connected this shop to.
		exit;
	}

	/**
	 * Who arrives from the page of a link gets a script that keeps it: a page cache may have kept this page, so it is not done here.
	 */
	public function arrival() {
		if ( ! isset( $_GET[ self::NAME ] ) || null === Lasting_Connection::get() ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- only whether it is there.
			return;
		}
		wp_enqueue_script( 'lasting-arrival', plugins_url( 'build/arrival.js', LASTING_FILE ), array(), LASTING_VERSION, array( 'strategy' => 'defer', 'in_footer' => true ) );
		wp_add_inline_script( 'lasting-arrival', 'var lastingArrival=' . wp_json_encode( array( 'keep' => WC_AJAX::get_endpoint( 'lasting_ref' ) ) ) . ';', 'before' );
	}

	/**
	 * POST /?wc-ajax=lasting_ref with ref=CODE;channel. The last link counts. It needs no nonce, which a cached page could not carry: see Lasting_Own_Page.
	 */
	public function keep() {
		Lasting_Own_Page::require_it();
		$mark = isset( $_POST['ref'] ) ? sanitize_text_field( wp_unslash( $_POST['ref'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Missing -- Lasting_Own_Page stands in its place.
		if ( 1 !== preg_match( self::MARK, $mark ) || null === WC()->session ) {
			wp_send_json( array( 'error' => 'invalid-input' ), 400 );
		}
		// A shopper without a cart has no session yet; it is WooCommerce's own, and the shop's own cookie.
		WC()->session->set_customer_session_cookie( true );
		WC()->session->set( self::NAME, $mark );
		wp_send_json( array( 'kept' => true ) );
	}

	/**
	 * An order of the classic checkout is being made; it is saved afterwards.
	 *
	 * @param WC_Order $order The order.
	 * @return bool Whether something is new on it.
	 */
	public function mark( $order ) {
		$mark = null === WC()->session ? null : WC()->session->get( self::NAME );
		if ( ! is_string( $mark ) || $order->get_meta( self::META ) === $mark ) {
			return false;
		}
		$order->update_meta_data( self::META, $mark );
		return true;
	}

	/**
	 * An order of the blocks' checkout, which nobody saves for us.
	 *
	 * @param WC_Order $order The order.
	 */
	public function mark_and_save( $order ) {
		if ( $this->mark( $order ) ) {
			$order->save();
		}
	}

	/**
	 * A cart's mark goes with its order.
	 */
	public function used() {
		if ( null !== WC()->session ) {
			WC()->session->set( self::NAME, null );
		}
	}
}
