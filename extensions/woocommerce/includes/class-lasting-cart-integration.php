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
		wp_register_script(
			self::HANDLE,
			plugins_url( 'build/cart-block.js', LASTING_FILE ),
			array( 'wc-blocks-checkout', 'wc-settings', 'wp-plugins', 'wp-element', 'react', 'react-jsx-runtime' ),
			LASTING_VERSION,
			array(
				'strategy'  => 'defer',
				'in_footer' => true,
			)
		);
	}

	/**
	 * On the page.
	 *
	 * @return string[]
	 */
	public function get_script_handles() {
		return array( self::HANDLE );
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
		return null === $place ? array() : $place;
	}
}
