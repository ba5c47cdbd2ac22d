<?php
/**
 * "You will earn 12 points": on the product's page and in the cart.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Says what would be earned. How many points that is, the server says to the script.
 */
class Lasting_Messages {
	/**
	 * Products of which this page says it already: a merchant may have put the block where they want it.
	 *
	 * @var bool[]
	 */
	private static $said = array();

	/**
	 * Hooks. On pages of blocks WooCommerce calls the classic ones at the same places.
	 */
	public function listen() {
		add_action( 'woocommerce_single_product_summary', array( $this, 'draw_product' ), 15 );
		add_action( 'woocommerce_before_cart_table', array( $this, 'draw_cart' ) );
		add_filter( 'render_block_woocommerce/cart', array( $this, 'above_cart_block' ) );
	}

	/**
	 * Under the price.
	 */
	public function draw_product() {
		global $product;
		if ( $product instanceof WC_Product && Lasting_Shop_Facts::shows( 'product' ) && empty( self::$said[ $product->get_id() ] ) ) {
			echo self::product_html( $product ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- its parts are escaped where it is put together.
		}
	}

	/**
	 * Above the lines of a classic cart; it is drawn again with them.
	 */
	public function draw_cart() {
		if ( Lasting_Shop_Facts::shows( 'cart' ) ) {
			echo self::cart_html(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- its parts are escaped where it is put together.
		}
	}

	/**
	 * Above a cart of blocks.
	 *
	 * @param string $html The block.
	 * @return string
	 */
	public function above_cart_block( $html ) {
		return Lasting_Shop_Facts::shows( 'cart' ) && ! is_admin() && ! wp_is_json_request() ? self::cart_html() . $html : $html;
	}

	/**
	 * The place for a product's points.
	 *
	 * @param WC_Product $product The product.
	 * @return string HTML; empty: nothing can be earned with it, or nothing can be said.
	 */
	public static function product_html( WC_Product $product ) {
		$currency = null === Lasting_Shop_Facts::get() ? null : Lasting_Shop_Facts::currency();
		if ( null === $currency || $product->is_type( array( 'external', 'grouped' ) ) || '' === $product->get_price() ) {
			return '';
		}
		self::$said[ $product->get_id() ] = true;
		$parent                           = $product->get_parent_id();
		$data                             = array(
			'product' => 0 === $parent ? $product->get_id() : $parent,
			'price'   => Lasting_Terms::minor( wc_get_price_excluding_tax( $product ), $currency ),
			'earn'    => __( 'You will earn {points}', 'lasting-loyalty' ),
		);
		if ( $product instanceof WC_Product_Variable ) {
			$data['prices'] = self::prices( $product, $currency );
		}
		return Lasting_Blocks::element_html( 'product', $data, self::line_html( __( 'This earns points.', 'lasting-loyalty' ) ) );
	}

	/**
	 * What each variation costs without tax, from the prices that WooCommerce has at hand to show the cheapest and the dearest.
	 *
	 * @param WC_Product_Variable $product  The product.
	 * @param string              $currency Of the shop.
	 * @return string
	 */
	private static function prices( WC_Product_Variable $product, $currency ) {
		$shown = (float) wc_get_price_to_display( $product, array( 'price' => 100 ) );
		$net   = (float) wc_get_price_excluding_tax( $product, array( 'price' => 100 ) );
		$pairs = array();
		foreach ( $product->get_variation_prices( true )['price'] as $id => $price ) {
			$pairs[] = $id . ':' . Lasting_Terms::minor( $shown > 0 ? $price * $net / $shown : $price, $currency );
		}
		return implode( ',', $pairs );
	}

	/**
	 * The place for a cart's points. A cart's page is the shopper's own, so no cache keeps it.
	 *
	 * @return string HTML.
	 */
	public static function cart_html() {
		$currency = null === Lasting_Shop_Facts::get() ? null : Lasting_Shop_Facts::currency();
		if ( null === $currency || null === WC()->cart || WC()->cart->is_empty() ) {
			return '';
		}
		$lines   = array();
		$parents = array();
		foreach ( array_slice( WC()->cart->get_cart(), 0, 100 ) as $item ) {
			$quantity = (int) $item['quantity'];
			if ( $quantity > 0 ) {
				$lines[] = $item['product_id'] . ':' . $quantity . ':' . Lasting_Terms::minor( isset( $item['line_total'] ) ? $item['line_total'] : 0, $currency );
			}
			if ( ! empty( $item['variation_id'] ) ) {
				$parents[] = $item['variation_id'] . ':' . $item['product_id'];
			}
		}
		$data = array(
			'lines'   => implode( ',', $lines ),
			'parents' => implode( ',', $parents ),
			'digits'  => Lasting_Terms::digits( $currency ),
			'earn'    => __( 'This cart earns {points}', 'lasting-loyalty' ),
		);
		return Lasting_Blocks::element_html( 'cart', $data, self::line_html( __( 'This cart earns points.', 'lasting-loyalty' ) ) );
	}

	/**
	 * One line with the mark; it keeps its height until it is filled.
	 *
	 * @param string $plainly What is said without script.
	 * @return string HTML.
	 */
	private static function line_html( $plainly ) {
		return '<p><svg class="lasting-mark" viewBox="3 2 15 16" aria-hidden="true"><path d="M10 17c-4-1-6.5-4-6.5-8.5 4 0 6.5 3 6.5 8.5Zm0 0c0-7 2.5-12 7-14 1.5 6-1 12-7 14Z"/></svg><span data-slot="earn"></span><noscript>' . esc_html( $plainly ) . '</noscript></p>';
	}
}
