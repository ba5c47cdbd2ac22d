<?php
/**
 * The block cart and the block checkout: what their scripts are told, and what they may ask.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\StoreApi\Exceptions\RouteException;
use Automattic\WooCommerce\StoreApi\Schemas\V1\CartSchema;

/**
 * WooCommerce's Store API and block integrations.
 */
class Lasting_Cart_Blocks {
	const SPACE = 'lasting';

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'woocommerce_blocks_loaded', array( $this, 'extend' ) );
		add_action( 'woocommerce_blocks_cart_block_registration', array( $this, 'register' ) );
		add_action( 'woocommerce_blocks_checkout_block_registration', array( $this, 'register' ) );
	}

	/**
	 * The cart says what was chosen, and takes a choice.
	 */
	public function extend() {
		if ( ! function_exists( 'woocommerce_store_api_register_endpoint_data' ) ) {
			return;
		}
		woocommerce_store_api_register_endpoint_data(
			array(
				'endpoint'        => CartSchema::IDENTIFIER,
				'namespace'       => self::SPACE,
				'data_callback'   => array( 'Lasting_Cart_View', 'cart' ),
				'schema_callback' => array( $this, 'schema' ),
				'schema_type'     => ARRAY_A,
			)
		);
		woocommerce_store_api_register_update_callback(
			array(
				'namespace' => self::SPACE,
				'callback'  => array( $this, 'update' ),
			)
		);
	}

	/**
	 * Of what {@see Lasting_Cart_View::cart()} says.
	 *
	 * @return array
	 */
	public function schema() {
		return array(
			'choice'     => array(
				'description' => 'The reward in this cart.',
				'type'        => array( 'object', 'null' ),
				'readonly'    => true,
			),
			'word'       => array(
				'description' => 'What happened to it.',
				'type'        => 'string',
				'readonly'    => true,
			),
			'goodsMinor' => array(
				'description' => 'The goods after other discounts, in the smallest unit of the currency.',
				'type'        => 'integer',
				'readonly'    => true,
			),
		);
	}

	/**
	 * The shopper chooses or drops. WooCommerce has checked its nonce, or the token of its cart.
	 *
	 * @param mixed $data {"choose": {"rewardId", "steps"}} or {"drop": true}.
	 * @throws RouteException With words for the shopper.
	 */
	public function update( $data ) {
		if ( isset( $data['drop'] ) ) {
			Lasting_Choice::drop();
			return;
		}
		$asked = isset( $data['choose'] ) && is_array( $data['choose'] ) ? $data['choose'] : array();
		$done  = isset( $asked['rewardId'] ) && is_string( $asked['rewardId'] )
			? Lasting_Choice::choose( substr( sanitize_text_field( $asked['rewardId'] ), 0, 100 ), isset( $asked['steps'] ) ? max( 1, absint( $asked['steps'] ) ) : 1 )
			: Lasting_Words::refusal( new WP_Error( 'reward-unavailable' ) );
		if ( is_wp_error( $done ) ) {
			throw new RouteException( 'lasting_refused', esc_html( $done->get_error_message() ), 400 );
		}
	}

	/**
	 * The script of the box.
	 *
	 * @param \Automattic\WooCommerce\Blocks\Integrations\IntegrationRegistry $registry Of a block.
	 */
	public function register( $registry ) {
		if ( null !== Lasting_Shop_Facts::get() && wc_coupons_enabled() && ! $registry->is_registered( self::SPACE ) ) {
			$registry->register( new Lasting_Cart_Integration() );
		}
	}
}
