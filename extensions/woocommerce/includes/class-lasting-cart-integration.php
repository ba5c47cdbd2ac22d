<?php
/**
 * The script of the block cart and the block checkout.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\Blocks\Integrations\IntegrationInterface;

/**
 * Read only when a block asks for its integrations.
 */
class Lasting_Cart_Integration implements IntegrationInterface {
	const HANDLE = 'lasting-cart-block';

	/**
	 * Under this name the script finds its data.
	 *
	 * @return string
	 */
	public function get_name() {
		return Lasting_Cart_Blocks::SPACE;
	}

	/**
	 * Registers the script; the block puts it on the page.
	 */
	public function initialize() {
		if ( is_admin() ) {
			return;
		}
		Lasting_Cart_View::know();
		$needs = array( 'wc-blocks-checkout', 'wc-settings', 'wp-plugins', 'wp-data', 'wp-element', 'react', 'react-jsx-runtime', Lasting_Cart_View::WORDS );
		wp_register_script( self::HANDLE, plugins_url( 'build/cart-block.js', LASTING_FILE ), $needs, LASTING_VERSION, Lasting_Cart_View::LATE );
	}

	/**
	 * On the page.
	 *
	 * @return string[]
	 */
	public function get_script_handles() {
		return is_admin() ? array() : array( self::HANDLE );
	}

	/**
	 * In the editor there is no shopper.
	 *
	 * @return string[]
	 */
	public function get_editor_script_handles() {
		return array();
	}

	/**
	 * What the script is told.
	 *
	 * @return array
	 */
	public function get_script_data() {
		$place = is_admin() ? null : Lasting_Cart_View::place();
		// Asked for only where the block is drawn.
		if ( null !== $place ) {
			wp_enqueue_style( Lasting_Cart_View::STYLE );
		}
		return null === $place ? array() : $place;
	}
}
