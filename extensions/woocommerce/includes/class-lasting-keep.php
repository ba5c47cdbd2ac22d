<?php
/**
 * One tap on the page that thanks for an order: an account for the guest who placed it, and the order becomes its own.
 *
 * WooCommerce's registration proves no address. So this gives the account that one order and nothing else: older orders of the same address wait for the
 * link in our mail.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Opens the account, or leads to the sign-in where there is one.
 */
class Lasting_Keep {
	/** In the address of the account page: the order to come back to. */
	const BACK = 'lasting_back';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wc_ajax_lasting_keep', array( $this, 'answer' ) );
		add_action( 'woocommerce_login_form', array( $this, 'way_back' ) );
	}

	/**
	 * POST /?wc-ajax=lasting_keep with order and key. In place of a nonce, which is nobody's before an account is there: the shop's own page, the key of the
	 * order, and the session that placed it. Whatever of these is wrong is one answer.
	 */
	public function answer() {
		Lasting_Own_Page::require_it();
		// phpcs:disable WordPress.Security.NonceVerification.Missing -- see above.
		$order = wc_get_order( isset( $_POST['order'] ) ? absint( wp_unslash( $_POST['order'] ) ) : 0 );
		$key   = isset( $_POST['key'] ) ? sanitize_text_field( wp_unslash( $_POST['key'] ) ) : '';
		// phpcs:enable
		if ( null === Lasting_Connection::get() || ! $order instanceof WC_Order || ! hash_equals( $order->get_order_key(), $key ) || ! Lasting_Buyer::owns( $order ) ) {
			wp_send_json( array( 'error' => 'not-allowed' ), 403 );
		}
		wp_send_json( $this->keep( $order ) );
	}

	/**
	 * What becomes of the order.
	 *
	 * @param WC_Order $order The order.
	 * @return array With state, and with what belongs to it.
	 */
	private function keep( WC_Order $order ) {
		if ( $order->get_customer_id() > 0 ) {
			return array( 'state' => is_user_logged_in() ? 'kept' : 'sign-in' ) + self::sign_in( $order );
		}
		if ( is_user_logged_in() ) {
			return $this->keep_for( $order, wp_get_current_user() );
		}
		$made = wc_create_new_customer(
			$order->get_billing_email(),
			'',
			'',
			array(
				'first_name' => $order->get_billing_first_name(),
				'last_name'  => $order->get_billing_last_name(),
				'source'     => 'lasting',
			)
		);
		if ( is_wp_error( $made ) ) {
			// WooCommerce says so to whoever registers. Nobody is signed in by it, and the account is not touched.
			$known = 'registration-error-email-exists' === $made->get_error_code();
			return $known ? array( 'state' => 'sign-in' ) + self::sign_in( $order ) : array(
				'state' => 'refused',
				'words' => wp_strip_all_tags( $made->get_error_message() ),
			);
		}
		self::give( $order, $made );
		self::copy_addresses( $order, $made );
		wc_set_customer_auth_cookie( $made );
		return array(
			'state' => 'created',
			'url'   => wc_get_page_permalink( 'myaccount' ),
		);
	}

	/**
	 * The guest has signed in meanwhile, in the session that placed the order. Only with the order's own address: somebody else may use the same computer.
	 *
	 * @param WC_Order $order The order.
	 * @param WP_User  $user  Who is signed in.
	 * @return array
	 */
	private function keep_for( WC_Order $order, WP_User $user ) {
		if ( ! self::is_address_of( $order, $user ) ) {
			return array(
				'state' => 'refused',
				'words' => __( 'This order was placed with another e-mail address than the one of your account.', 'lasting-loyalty' ),
			);
		}
		self::give( $order, $user->ID );
		return array(
			'state' => 'kept',
			'url'   => wc_get_page_permalink( 'myaccount' ),
		);
	}

	/**
	 * Whether an order has the address of an account.
	 *
	 * @param WC_Order $order The order.
	 * @param WP_User  $user  The account.
	 * @return bool
	 */
	public static function is_address_of( WC_Order $order, WP_User $user ) {
		return '' !== $user->user_email && strtolower( $user->user_email ) === strtolower( $order->get_billing_email() );
	}

	/**
	 * The order is the account's. The server hears of it as of every change, and moves the points of this order.
	 *
	 * @param WC_Order $order    The order.
	 * @param int      $customer The account.
	 */
	private static function give( WC_Order $order, $customer ) {
		$order->set_customer_id( $customer );
		$order->save();
	}

	/**
	 * A new account knows the addresses of its order.
	 *
	 * @param WC_Order $order The order.
	 * @param int      $made  The account.
	 */
	private static function copy_addresses( WC_Order $order, $made ) {
		$customer = new WC_Customer( $made );
		foreach ( array( 'billing', 'shipping' ) as $kind ) {
			foreach ( $order->get_address( $kind ) as $part => $value ) {
				$customer->set_props( array( $kind . '_' . $part => $value ) );
			}
		}
		$customer->save();
	}

	/**
	 * Where to sign in, so that one comes back to this order.
	 *
	 * @param WC_Order $order The order.
	 * @return array With url.
	 */
	private static function sign_in( WC_Order $order ) {
		return array( 'url' => add_query_arg( self::BACK, $order->get_id(), wc_get_page_permalink( 'myaccount' ) ) );
	}

	/**
	 * In the form of the sign-in: back to the order, where it is this session's.
	 */
	public function way_back() {
		$id    = isset( $_GET[ self::BACK ] ) ? absint( wp_unslash( $_GET[ self::BACK ] ) ) : 0; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- names an order; where it leads is told from the order itself.
		$order = $id > 0 ? wc_get_order( $id ) : null;
		if ( $order instanceof WC_Order && Lasting_Buyer::owns( $order ) ) {
			printf( '<input type="hidden" name="redirect" value="%s">', esc_attr( add_query_arg( 'lasting_keep', '1', $order->get_checkout_order_received_url() ) ) );
		}
	}
}
