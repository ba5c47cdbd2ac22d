<?php
/**
 * After the purchase: what the order gives, and for who is not signed in, an account to keep it. In blocks and in classic themes.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws a place that a script fills in. WooCommerce lets no cache keep this page.
 */
class Lasting_Thank_You {
	const SCRIPT = 'lasting-thanks';
	const STYLE  = 'lasting-thank-you-style';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'init', array( $this, 'register' ) );
		add_action( 'woocommerce_thankyou', array( $this, 'classic' ), 5 );
	}

	/**
	 * The block puts itself below the summary of the order; a merchant can take it away there.
	 */
	public function register() {
		wp_register_script( self::SCRIPT, plugins_url( 'build/thanks.js', LASTING_FILE ), array(), LASTING_VERSION, array( 'strategy' => 'defer', 'in_footer' => true ) );
		register_block_type( plugin_dir_path( LASTING_FILE ) . 'blocks/thank-you', array( 'render_callback' => array( $this, 'block' ) ) );
	}

	/**
	 * Of the order whose page it is.
	 *
	 * @return string HTML.
	 */
	public function block() {
		$order = wc_get_order( absint( get_query_var( 'order-received' ) ) );
		$place = $order instanceof WC_Order ? $this->place( $order ) : '';
		return '' === $place ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $place . '</div>'; // phpcs:ignore WordPress.Security.EscapeOutput -- place() and WordPress escape theirs.
	}

	/**
	 * In a classic theme. Block themes run this hook as well, inside another block.
	 *
	 * @param int $order_id The order.
	 */
	public function classic( $order_id ) {
		$order = wp_is_block_theme() ? null : wc_get_order( $order_id );
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		wp_enqueue_style( self::STYLE );
		echo $this->place( $order ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- place() escapes.
	}

	/**
	 * Nothing for who only has the link: it is passed on, and whose order it is is nobody else's business.
	 *
	 * @param WC_Order $order The order.
	 * @return string HTML.
	 */
	private function place( WC_Order $order ) {
		$connection = Lasting_Connection::get();
		$key        = isset( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended -- the order's own key, as WooCommerce reads it.
		if ( null === $connection || ! hash_equals( $order->get_order_key(), $key ) || ! Lasting_Buyer::owns( $order ) ) {
			return '';
		}
		$role = self::role( $order );
		if ( null === $role ) {
			return '';
		}
		wp_enqueue_script( self::SCRIPT );
		$told = array(
			'role'   => $role,
			'server' => $connection['server'],
			'token'  => WC_AJAX::get_endpoint( 'lasting_token' ),
			'keep'   => WC_AJAX::get_endpoint( 'lasting_keep' ),
			'order'  => (string) $order->get_id(),
			'key'    => $key,
			'lines'  => self::lines( $order ),
			'locale' => str_replace( '_', '-', determine_locale() ),
		);
		return '<div class="lasting-thanks" data-lasting="' . esc_attr( (string) wp_json_encode( $told ) ) . '"></div>';
	}

	/**
	 * Who looks: the order's customer, the guest who placed it, or that guest who has signed in meanwhile with the order's address.
	 *
	 * @param WC_Order $order The order.
	 * @return string|null member, guest or returned; null: nothing can be said.
	 */
	private static function role( WC_Order $order ) {
		if ( $order->get_customer_id() > 0 ) {
			return is_user_logged_in() ? 'member' : null;
		}
		if ( ! is_user_logged_in() ) {
			return 'guest';
		}
		return Lasting_Keep::is_address_of( $order, wp_get_current_user() ) ? 'returned' : null;
	}

	/**
	 * What was bought, as the server estimates it: product, pieces, and what they cost after discounts, as this shop states its prices.
	 *
	 * @param WC_Order $order The order.
	 * @return string|null Null: it cannot be told.
	 */
	private static function lines( WC_Order $order ) {
		$lines = array();
		foreach ( $order->get_items() as $item ) {
			$pieces = $item->get_quantity();
			if ( ! $item instanceof WC_Order_Item_Product || $item->get_product_id() < 1 || $pieces < 1 || (float) (int) $pieces !== (float) $pieces ) {
				return null;
			}
			$cost    = (float) $item->get_total() + ( $order->get_prices_include_tax() ? (float) $item->get_total_tax() : 0.0 );
			$lines[] = $item->get_product_id() . ':' . (int) $pieces . ':' . Lasting_Terms::minor( $cost, $order->get_currency() );
		}
		return array() === $lines || count( $lines ) > 100 ? null : implode( ',', $lines );
	}
}
