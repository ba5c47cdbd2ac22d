<?php
/**
 * Balance, rewards, referral and product points as shortcodes and blocks. Each is the same for everybody: what is personal, a script fills in.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws them.
 */
class Lasting_Blocks {
	/** Folder of each block, and what draws it. */
	const DRAWN_BY = array(
		'balance'        => 'balance_html',
		'rewards'        => 'rewards_html',
		'referral'       => 'referral_html',
		'product-points' => 'product_points_html',
	);

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'init', array( $this, 'register' ) );
	}

	/**
	 * Makes them known.
	 */
	public function register() {
		wp_register_script( 'lasting-editor', plugins_url( 'build/editor.js', LASTING_FILE ), array( 'wp-blocks', 'wp-element', 'wp-block-editor' ), LASTING_VERSION, true );
		add_shortcode( 'lasting_balance', array( $this, 'balance_html' ) );
		add_shortcode( 'lasting_rewards', array( $this, 'rewards_html' ) );
		add_shortcode( 'lasting_referral', array( $this, 'referral_html' ) );
		add_shortcode( 'lasting_product_points', array( $this, 'product_points_html' ) );
		foreach ( self::DRAWN_BY as $block => $draw ) {
			$draw = array( $this, $draw );
			register_block_type(
				plugin_dir_path( LASTING_FILE ) . 'blocks/' . $block,
				array(
					'render_callback' => static function ( $attributes ) use ( $draw ) {
						$inside = call_user_func( $draw, $attributes );
						return '' === $inside ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $inside . '</div>'; // phpcs:ignore WordPress.Security.EscapeOutput -- made by one of the functions below, which escape.
					},
				)
			);
		}
	}

	/**
	 * One element of ours.
	 *
	 * @param string $kind   The script that fills it.
	 * @param array  $data   Its data attributes.
	 * @param string $inside HTML.
	 * @return string HTML.
	 */
	public static function element_html( $kind, array $data, $inside ) {
		Lasting_Storefront::need( $kind );
		$attributes = '';
		foreach ( array( 'kind' => $kind ) + $data as $name => $value ) {
			$attributes .= ' data-' . $name . '="' . esc_attr( (string) $value ) . '"';
		}
		return '<lasting-block' . $attributes . '>' . $inside . '</lasting-block>'; // phpcs:ignore WordPress.Security.EscapeOutput -- both were escaped where they were put together.
	}

	/**
	 * The member's balance, what expires next, and codes that are ready.
	 *
	 * @return string HTML.
	 */
	public function balance_html() {
		if ( null === Lasting_Shop_Facts::get() ) {
			return '';
		}
		$words  = array(
			'expiry' => __( 'Next to expire: {points} on {date}', 'lasting-loyalty' ),
			'code'   => __( '{reward}: {code}', 'lasting-loyalty' ),
			'guest'  => __( 'These points are being moved into your account', 'lasting-loyalty' ),
			'left'   => __( 'You have left the program. Your points stay yours', 'lasting-loyalty' ),
		);
		$inside = '<p class="lasting-strong" data-slot="balance"><a href="' . esc_url( Lasting_Rewards_Page::address() ) . '">' . esc_html__( 'See your points', 'lasting-loyalty' )
			. '</a></p><p data-slot="expiry"></p><ul data-slot="codes"></ul>';
		return self::element_html( 'account', $words, $inside );
	}

	/**
	 * What points can be spent on.
	 *
	 * @param array|string $attributes Of the shortcode or block: most, how many at most.
	 * @return string HTML.
	 */
	public function rewards_html( $attributes ) {
		if ( null === Lasting_Shop_Facts::get() ) {
			return '';
		}
		$most   = isset( $attributes['most'] ) ? max( 0, (int) $attributes['most'] ) : 0;
		$inside = '<ul data-slot="rewards"><li class="lasting-row"><a href="' . esc_url( Lasting_Rewards_Page::address() ) . '">' . esc_html__( 'See what points give', 'lasting-loyalty' ) . '</a></li></ul>';
		return self::element_html( 'rewards', array( 'most' => $most ), $inside );
	}

	/**
	 * A way to bring a friend. All but the member's own link is there without script.
	 *
	 * @return string HTML.
	 */
	public function referral_html() {
		if ( null === Lasting_Shop_Facts::get() ) {
			return '';
		}
		$to     = Lasting_Shop_Facts::shows( 'widget' ) && ! is_checkout() ? '' : Lasting_Rewards_Page::address();
		$inside = '<div class="lasting-row"><p>' . esc_html__( 'A friend gets something for the first order, and so do you.', 'lasting-loyalty' ) . '</p>'
			. '<a class="lasting-button" href="' . esc_url( $to . '#lasting-referrals' ) . '">' . esc_html__( 'Bring a friend', 'lasting-loyalty' ) . '</a></div>'
			. '<p data-slot="link" hidden>' . esc_html__( 'Your link:', 'lasting-loyalty' ) . ' <bdi dir="ltr"></bdi></p>';
		return self::element_html( 'referral', array(), $inside );
	}

	/**
	 * What buying a product gives.
	 *
	 * @param array|string $attributes Of the shortcode or block: product, its id; else the page's own.
	 * @return string HTML.
	 */
	public function product_points_html( $attributes ) {
		$id      = isset( $attributes['product'] ) ? absint( $attributes['product'] ) : 0;
		$product = wc_get_product( 0 === $id ? get_the_ID() : $id );
		return $product ? Lasting_Messages::product_html( $product ) : '';
	}
}
